package kinora.formats.bits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A byte array that grows as one writes, in network order, and whose earlier bytes can be put right later.
public final class ByteSink {
    private static final int INITIAL_BYTES = 256;

    private byte[] bytes;
    private int length;

    public ByteSink() {
        this(INITIAL_BYTES);
    }

    public ByteSink(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    public int length() {
        return length;
    }

    /// Forgets what was written and keeps the array for the next use.
    public void clear() {
        length = 0;
    }

    /// Forgets what was written from `newLength` on.
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException(newLength + " of " + length + " bytes");
        }
        length = newLength;
    }

    public ByteSink u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteSink u16(int value) {
        return bigEndian(value, 2);
    }

    public ByteSink u24(int value) {
        return bigEndian(value, 3);
    }

    public ByteSink u32(long value) {
        return bigEndian(value, 4);
    }

    public ByteSink u64(long value) {
        return bigEndian(value, 8);
    }

    /// The lowest `count` bytes of `value`, most significant first.
    public ByteSink bigEndian(long value, int count) {
        room(count);
        setBigEndian(length, value, count);
        length += count;
        return this;
    }

    public ByteSink bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    public ByteSink bytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /// Everything that remains in `source`, which is read to its end.
    public ByteSink bytes(ByteBuffer source) {
        int count = source.remaining();
        room(count);
        source.get(bytes, length, count);
        length += count;
        return this;
    }

    public ByteSink zeros(int count) {
        room(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    public ByteSink ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    public ByteSink utf8(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Overwrites `count` bytes at `offset`, for sizes that are known only afterwards.
    public void setBigEndian(int offset, long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = (byte) (value >>> (8 * (count - 1 - i)));
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// What was written so far, without a copy: valid until the next write.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, length).slice();
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1) + 16));
        }
    }
}
