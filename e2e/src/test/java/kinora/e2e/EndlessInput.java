package kinora.e2e;

import java.io.InputStream;

/// A body that never ends and is never slow.
final class EndlessInput extends InputStream {
    @Override
    public int read() {
        return 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return length;
    }

    /// Else some clients send chunks of one byte.
    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }
}
