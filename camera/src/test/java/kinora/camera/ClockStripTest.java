package kinora.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockStripTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1_795_342_198_373L, 0x5555_5555_5555L, (1L << 48) - 1})
    void whatIsDrawn_readsBack(long timestampMs) {
        assertThat(read(drawn(timestampMs))).hasValue(timestampMs);
    }

    @Test
    void oneWrongBlock_isNoticed() {
        for (int block = 0; block < 64; block++) {
            I420Picture picture = drawn(1_795_342_198_373L);
            int y = 7 * picture.height / 8 + (2 * (block / 16) + 1) * picture.height / 64;
            int x = (2 * (block % 16) + 1) * picture.width / 32;
            picture.y[y * picture.width + x] = (byte) ~picture.y[y * picture.width + x];
            assertThat(read(picture)).as("block %d", block).isEmpty();
        }
    }

    @Test
    void picturesWithoutStrip_readAsNothing() {
        assertThat(read(new I420Picture(640, 360))).isEmpty();
        I420Picture white = new I420Picture(640, 360);
        white.fill(0, 0, 640, 360, I420Picture.YuvColour.WHITE);
        assertThat(read(white)).isEmpty();
    }

    private static I420Picture drawn(long timestampMs) {
        I420Picture picture = new I420Picture(640, 360);
        ClockStrip.draw(picture, timestampMs);
        return picture;
    }

    private static OptionalLong read(I420Picture picture) {
        return ClockStrip.read(ByteBuffer.wrap(picture.y), picture.width, picture.width, picture.height);
    }
}
