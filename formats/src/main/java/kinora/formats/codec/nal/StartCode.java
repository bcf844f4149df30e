package kinora.formats.codec.nal;

import java.nio.ByteBuffer;

/// The 00 00 01 that stands before a NAL unit in an Annex B stream.
public final class StartCode {
    static final int BYTES = 3;

    private StartCode() {}

    /// Whether a stream begins with one, with or without the zero byte that may lead it.
    public static boolean begins(ByteBuffer stream) {
        int from = stream.position();
        int zeros = 0;
        while (zeros < BYTES && from + zeros < stream.limit() && stream.get(from + zeros) == 0) {
            zeros++;
        }
        return zeros >= 2 && from + zeros < stream.limit() && stream.get(from + zeros) == 1;
    }

    /// The index of the first one at or after `from`, or the limit. Looks at each third byte where it can.
    static int indexFrom(ByteBuffer stream, int from) {
        int limit = stream.limit();
        int i = from + 2;
        while (i < limit) {
            int third = stream.get(i);
            if ((third & 0xFE) != 0) {
                i += BYTES;
            } else if (third == 1 && stream.get(i - 1) == 0 && stream.get(i - 2) == 0) {
                return i - 2;
            } else {
                i++;
            }
        }
        return limit;
    }
}
