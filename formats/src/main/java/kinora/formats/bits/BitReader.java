package kinora.formats.bits;

import kinora.formats.MalformedMediaException;

/// Reads single bits, most significant first, and the Exp-Golomb codes of ITU-T H.264 section 9.1.
public final class BitReader {
    /// ITU-T H.264 and H.265 allow values up to 2^32 − 2, which have 31 leading zeros.
    private static final int LEADING_ZEROS_MAX = 31;

    private final byte[] bytes;
    private final long endBit;
    private long position;

    public BitReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// Offsets in exceptions count from the first byte of the array.
    public BitReader(byte[] bytes, int from, int to) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IllegalArgumentException(from + " to " + to + " of " + bytes.length);
        }
        this.bytes = bytes;
        this.position = 8L * from;
        this.endBit = 8L * to;
    }

    public long bitsLeft() {
        return endBit - position;
    }

    public boolean flag() throws MalformedMediaException {
        return bits(1) != 0;
    }

    public int u(int count) throws MalformedMediaException {
        if (count > 31) {
            throw new IllegalArgumentException(count + " bits for an int");
        }
        return (int) bits(count);
    }

    /// 0 to 32 bits.
    public long bits(int count) throws MalformedMediaException {
        need(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (bytes[(int) (position >> 3)] >> (7 - (position & 7)) & 1);
            position++;
        }
        return value;
    }

    public void skip(long count) throws MalformedMediaException {
        need(count);
        position += count;
    }

    /// ue(v)
    public long unsignedGolomb() throws MalformedMediaException {
        int zeros = 0;
        while (!flag()) {
            zeros++;
            if (zeros > LEADING_ZEROS_MAX) {
                throw malformed("an Exp-Golomb code has over " + LEADING_ZEROS_MAX + " leading zeros");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    /// se(v)
    public long signedGolomb() throws MalformedMediaException {
        long code = unsignedGolomb();
        return (code & 1) == 0 ? -(code >> 1) : (code >> 1) + 1;
    }

    /// ue(v) that may not be over `max`; `what` names it in the refusal.
    public int golombUpTo(int max, String what) throws MalformedMediaException {
        long value = unsignedGolomb();
        if (value > max) {
            throw malformed(what + " is " + value + ", over " + max);
        }
        return (int) value;
    }

    public MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, position >> 3);
    }

    private void need(long count) throws MalformedMediaException {
        if (count < 0 || count > bitsLeft()) {
            throw malformed("the data ends before its fields do");
        }
    }
}
