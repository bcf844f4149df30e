package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedInputTest {
    @ParameterizedTest
    @CsvSource({
        "'0||', ''",
        "'3|abc|0||', abc",
        "'3|abc|A|0123456789|0||', abc0123456789",
        "'3;name=value|abc|00000||', abc",
        "'3 |abc|0|Trailer: one|Other: two||rest', abc",
    })
    void chunksAreJoined(String wire, String body) throws Exception {
        assertThat(decode(wire)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3|ab",
                "3|abc",
                "3|abc|",
                "3|abc|0|",
                "3|abcd|0||",
                "x|",
                "|abc",
                "-1|a",
                "+3|abc|0||",
                "ffffffffffffffff|a"
            })
    void whatBreaksOff_orHasNoSize_isAnIoException(String wire) {
        assertThatThrownBy(() -> decode(wire)).isInstanceOf(IOException.class);
    }

    private static String decode(String wire) throws IOException {
        byte[] bytes = wire.replace("|", "\r\n").getBytes(ISO_8859_1);
        return new String(new ChunkedInput(new ByteArrayInputStream(bytes)).readAllBytes(), ISO_8859_1);
    }
}
