package kinora.formats.ebml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class GrowingBytesTest {
    @Test
    void growsWithWhatHasCome_notWithWhatWasDeclared() {
        GrowingBytes bytes = new GrowingBytes();
        for (int i = 0; i < 5_000; i++) {
            assertThat(bytes.take(ByteBuffer.wrap(new byte[] {(byte) i}), 1L << 40))
                    .isEqualTo(1);
            assertThat(bytes.array().length).isLessThanOrEqualTo(Math.max(1 << 10, 2 * bytes.length()));
        }
        assertThat(bytes.array()[4_999]).isEqualTo((byte) 4_999);
        bytes.release();
        assertThat(bytes.array()).isEmpty();
    }

    @Test
    void takesNoMoreThanItsLimit() {
        ByteBuffer in = ByteBuffer.wrap(new byte[10]);
        assertThat(new GrowingBytes().take(in, 4)).isEqualTo(4);
        assertThat(in.remaining()).isEqualTo(6);
    }
}
