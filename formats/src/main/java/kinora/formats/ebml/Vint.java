package kinora.formats.ebml;

import kinora.formats.bits.ByteSink;

/// Variable-size integers of RFC 8794 section 4: the leading zero bits of the first byte tell the length.
public final class Vint {
    /// RFC 8794 section 4: a VINT is at most 8 bytes long.
    public static final int BYTES_MAX = 8;

    /// A size whose data bits are all one: the element ends where its parent's next one begins.
    public static final long UNKNOWN = -1;

    private Vint() {}

    /// 1 to 8 by the first byte, 9 for a zero byte, which starts no VINT.
    public static int lengthOf(int firstByte) {
        return Integer.numberOfLeadingZeros(firstByte & 0xFF) - 23;
    }

    /// The data bits of the first byte of a VINT of `length` bytes.
    public static int firstData(int firstByte, int length) {
        return firstByte & (0xFF >>> length);
    }

    /// The largest value that `length` bytes hold, all data bits one.
    public static long allOnes(int length) {
        return (1L << (7 * length)) - 1;
    }

    /// The shortest form of a size; all ones are kept free, for they mean "unknown".
    public static int bytesFor(long value) {
        int length = 1;
        while (value >= allOnes(length)) {
            length++;
        }
        if (value < 0 || length > BYTES_MAX) {
            throw new IllegalArgumentException(value + " is no VINT");
        }
        return length;
    }

    public static void write(ByteSink out, long value) {
        write(out, value, bytesFor(value));
    }

    public static void write(ByteSink out, long value, int length) {
        if (value < 0 || value >= allOnes(length)) {
            throw new IllegalArgumentException(value + " does not fit in a VINT of " + length + " bytes");
        }
        out.bigEndian((1L << (7 * length)) | value, length);
    }

    /// The unknown size in `length` bytes, 1 to 8.
    public static void writeUnknown(ByteSink out, int length) {
        out.bigEndian((1L << (7 * length)) | allOnes(length), length);
    }

    /// An element id is written as it stands, marker included.
    public static void writeId(ByteSink out, int id) {
        out.bigEndian(Integer.toUnsignedLong(id), (39 - Integer.numberOfLeadingZeros(id)) / 8);
    }
}
