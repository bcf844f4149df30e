package kinora.formats.ebml;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects the body of a small master as it arrives. It grows with what has come, never with what was declared.
public final class GrowingBytes {
    private static final int INITIAL_BYTES = 1 << 10;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;

    /// Takes at most `limit` bytes from `in` and says how many.
    public int take(ByteBuffer in, long limit) {
        int count = (int) Math.min(limit, in.remaining());
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.max(INITIAL_BYTES, 2 * bytes.length)));
        }
        in.get(bytes, length, count);
        length += count;
        return count;
    }

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// Lets the array go: a session holds none between two masters.
    public void release() {
        bytes = NONE;
        length = 0;
    }
}
