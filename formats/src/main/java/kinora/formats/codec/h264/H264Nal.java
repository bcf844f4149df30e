package kinora.formats.codec.h264;

/// NAL unit types of ITU-T H.264, table 7-1.
public final class H264Nal {
    public static final int HEADER_BYTES = 1;
    public static final int SLICE = 1;
    public static final int IDR_SLICE = 5;
    public static final int SEI = 6;
    public static final int SPS = 7;
    public static final int PPS = 8;
    public static final int ACCESS_UNIT_DELIMITER = 9;

    private H264Nal() {}

    /// The type, from a unit's first byte.
    public static int type(int firstByte) {
        return firstByte & 0x1F;
    }

    public static boolean isSlice(int type) {
        return type >= SLICE && type <= IDR_SLICE;
    }
}
