package kinora.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 15, 16, 17, 40, 100})
    void everyByteLiesWhereItIsSaid(int chunkBytes) {
        byte[] body = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
        ChunkedBytes chunked = new ChunkedBytes(body, chunkBytes);
        for (int i = 0; i < body.length; i++) {
            assertThat(chunked.wire()[chunked.wireOffset(i)]).as("byte %d", i).isEqualTo(body[i]);
        }
    }
}
