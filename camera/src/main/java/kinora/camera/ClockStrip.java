package kinora.camera;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import kinora.camera.I420Picture.YuvColour;

/// The frame's timestamp as black and white blocks that a program can read back from decoded pixels.
///
/// The strip fills the lowest eighth of the picture over its whole width: 4 rows of 16 blocks, read left to right,
/// top to bottom, white = 1, most significant bit first:
///
/// ```
///   row 0 | sync 1010 0101      | timestamp, bits 47..40 |
///   row 1 | timestamp, bits 39..24                       |
///   row 2 | timestamp, bits 23..8                        |
///   row 3 | timestamp, bits 7..0 | checksum              |
/// ```
///
/// The timestamp is Unix time in ms; the checksum is the sum of its six bytes modulo 256. The middle of the block
/// in row r, column c is at `x = (c + 1/2) / 16` of the width and `y = 7/8 + (r + 1/2) / 32` of the height, so a
/// scaled picture reads the same. A block is white when its luma (or the mean of R, G, B) is above 128.
public final class ClockStrip {
    static final int ROWS = 4;
    static final int COLUMNS = 16;
    private static final long SYNC = 0xA5;
    private static final long TIMESTAMP_MAX_MS = (1L << 48) - 1;

    private ClockStrip() {}

    static void draw(I420Picture picture, long timestampMs) {
        long word = encode(timestampMs);
        for (int block = 0; block < ROWS * COLUMNS; block++) {
            boolean white = (word >>> (63 - block) & 1) != 0;
            int row = block / COLUMNS;
            int column = block % COLUMNS;
            picture.fill(
                    column * picture.width / COLUMNS,
                    rowTop(row, picture.height),
                    (column + 1) * picture.width / COLUMNS,
                    rowTop(row + 1, picture.height),
                    white ? YuvColour.WHITE : YuvColour.BLACK);
        }
    }

    /// The timestamp in ms, or empty if these pixels carry no undamaged strip.
    ///
    /// @param luma one byte a pixel from the buffer's index 0 on; its position does not matter
    /// @param strideBytes from the start of one row of pixels to the next
    public static OptionalLong read(ByteBuffer luma, int strideBytes, int width, int height) {
        long word = 0;
        for (int block = 0; block < ROWS * COLUMNS; block++) {
            int x = (2 * (block % COLUMNS) + 1) * width / (2 * COLUMNS);
            int y = 7 * height / 8 + (2 * (block / COLUMNS) + 1) * height / (2 * 8 * ROWS);
            word = word << 1 | ((luma.get(y * strideBytes + x) & 0xFF) > 128 ? 1 : 0);
        }
        long timestampMs = word >>> 8 & TIMESTAMP_MAX_MS;
        return word == encode(timestampMs) ? OptionalLong.of(timestampMs) : OptionalLong.empty();
    }

    static int top(int height) {
        return rowTop(0, height);
    }

    private static int rowTop(int row, int height) {
        return (7 * ROWS + row) * height / (8 * ROWS);
    }

    private static long encode(long timestampMs) {
        assert timestampMs >= 0 && timestampMs <= TIMESTAMP_MAX_MS : timestampMs;
        long sum = 0;
        for (int shift = 0; shift < 48; shift += 8) {
            sum += timestampMs >>> shift & 0xFF;
        }
        return (SYNC << 56) | (timestampMs << 8) | (sum & 0xFF);
    }
}
