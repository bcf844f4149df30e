package kinora.formats.codec.h264;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;

/// What a sequence parameter set says of the pictures that follow it.
///
/// @param constraints the constraint_set flags as the byte between profile and level
/// @param reorderFrames how many frames may come between a frame and an earlier one that is shown after it
/// @param reorderStated whether the stream says so itself; else `reorderFrames` is the most that it could be
/// @param framesPerSecond 0 where it is not said
public record H264Sps(
        int id,
        int profile,
        int constraints,
        int level,
        int chromaFormat,
        int bitDepthLuma,
        int bitDepthChroma,
        int width,
        int height,
        boolean interlaced,
        int reorderFrames,
        boolean reorderStated,
        double framesPerSecond) {

    /// `unit` is the whole NAL unit with its header.
    public static H264Sps read(ByteBuffer unit) throws MalformedMediaException {
        return new H264SpsReader(unit).read();
    }

    /// Profiles whose parameter sets and avcC also tell chroma format and bit depth (ITU-T H.264 section 7.3.2.1.1).
    public static boolean tellsChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /// RFC 6381 section 3.3.
    public String codecs() {
        return String.format("avc1.%02x%02x%02x", profile, constraints, level);
    }
}
