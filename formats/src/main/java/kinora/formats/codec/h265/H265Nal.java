package kinora.formats.codec.h265;

/// NAL unit types of ITU-T H.265, table 7-1.
public final class H265Nal {
    public static final int HEADER_BYTES = 2;

    /// The first slice type of a picture from which decoding may begin (IRAP), and the last.
    public static final int BROKEN_LINK = 16;

    public static final int RESERVED_IRAP = 23;
    public static final int VPS = 32;
    public static final int SPS = 33;
    public static final int PPS = 34;
    public static final int ACCESS_UNIT_DELIMITER = 35;
    public static final int PREFIX_SEI = 39;

    private H265Nal() {}

    /// The type, from a unit's first byte.
    public static int type(int firstByte) {
        return firstByte >> 1 & 0x3F;
    }

    public static boolean isSlice(int type) {
        return type <= RESERVED_IRAP;
    }

    public static boolean isRandomAccess(int type) {
        return type >= BROKEN_LINK && type <= RESERVED_IRAP;
    }
}
