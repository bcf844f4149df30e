package kinora.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnexBTest {
    @ParameterizedTest
    @CsvSource({
        "00000001 65aabb, 00000003 65aabb",
        "000001 65aabb, 00000003 65aabb",
        "00000001 65aa 000001 65bb 00000001 65cc, 00000002 65aa 00000002 65bb 00000002 65cc",
        "00000001 65aa0000 00000001 65bb, 00000002 65aa 00000002 65bb",
        "00000001 0910 00000001 6742c01f 00000001 68ce 00000001 06ff 00000001 65aa, 00000002 06ff 00000002 65aa",
        "00000001 65aa 000001, 00000002 65aa",
        "00000001 65000003 01, 00000005 6500000301",
        "aabbcc, ''",
        "000001, ''",
    })
    void startCodesBecomeLengths(String annexB, String lengthPrefixed) {
        ByteBuffer sample = AnnexB.toLengthPrefixed(ByteBuffer.wrap(bytes(annexB)));
        assertThat(sample).isEqualTo(ByteBuffer.wrap(bytes(lengthPrefixed)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
