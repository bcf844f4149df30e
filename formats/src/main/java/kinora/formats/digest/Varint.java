package kinora.formats.digest;

import kinora.formats.bits.ByteSink;

/// Numbers in seven-bit groups, lowest first, the high bit saying that more follow; signed ones zigzag.
final class Varint {
    /// Nine groups of seven bits: every number up to 2^63 - 1, as track numbers may be.
    static final int BYTES_MAX = 9;

    private Varint() {}

    static void write(ByteSink out, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("no digest holds " + value);
        }
        long rest = value;
        while (rest > 0x7F) {
            out.u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.u8((int) rest);
    }

    static void writeSigned(ByteSink out, long value) {
        write(out, (value << 1) ^ (value >> 63));
    }

    static long signed(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}
