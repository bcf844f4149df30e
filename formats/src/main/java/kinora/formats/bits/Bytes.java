package kinora.formats.bits;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Bytes as a value: never changed after they were taken, equal when their content is.
public final class Bytes {
    private static final int SHOWN_BYTES_MAX = 32;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes of(byte[] source) {
        return new Bytes(source.clone());
    }

    public static Bytes of(byte[] source, int from, int to) {
        return new Bytes(Arrays.copyOfRange(source, from, to));
    }

    public int length() {
        return bytes.length;
    }

    /// One byte, 0 to 255.
    public int u8(int index) {
        return bytes[index] & 0xFF;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// Read-only and without a copy.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES_MAX));
        return bytes.length > SHOWN_BYTES_MAX ? shown + "… (" + bytes.length + " bytes)" : shown;
    }
}
