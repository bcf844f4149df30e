package kinora.formats.codec.nal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.CodecSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: units are found where the standards put them, and nowhere else.
class NalCursorTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "00000001 09f0 000001 6742 00000001 68cb, 09f0 6742 68cb",
                "000001 65 000000 000001 41, 65 41",
                "ffff 000001 65aa00, 65aa",
                "000001 000001 65, 65",
                "000001 65 000003 01, 6500000301",
                "0000, -",
                "000001, -",
            })
    void annexB_isCutAtStartCodes(String stream, String units) throws Exception {
        assertThat(units(NalCursor.annexB(bytes(stream)))).isEqualTo(units == null ? "" : units);
    }

    @Test
    void lengthPrefixedUnits_areFound_whateverTheLengthsSize() throws Exception {
        for (int lengthBytes : new int[] {1, 2, 4}) {
            byte[] sample = CodecSamples.lengthPrefixed(lengthBytes, new byte[] {9, 1}, new byte[] {}, new byte[] {5});
            assertThat(units(NalCursor.lengthPrefixed(ByteBuffer.wrap(sample), lengthBytes)))
                    .isEqualTo("0901 05");
        }
    }

    @Test
    void unitThatRunsOutOfItsSample_isRefused_withItsPlace() {
        NalCursor units = NalCursor.lengthPrefixed(bytes("00000001 09 fffffff0 65"), 4);

        assertThatThrownBy(() -> units(units))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessage("a NAL unit of 4294967280 bytes does not fit into its sample (at byte 5)");
    }

    @Test
    void escapes_areTakenOut() {
        assertThat(NalPayload.unescaped(bytes("67 000003 00 000003 01 0003"), 1))
                .asHexString()
                .isEqualTo("0000000000010003");
    }

    private static String units(NalCursor cursor) throws MalformedMediaException {
        List<String> units = new ArrayList<>();
        while (cursor.next()) {
            byte[] unit = new byte[cursor.length()];
            cursor.unit().get(unit);
            units.add(HexFormat.of().formatHex(unit));
        }
        return String.join(" ", units);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(CodecSamples.hex(hex.replace(" ", "")));
    }
}
