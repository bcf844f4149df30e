package kinora.formats.codec.h265;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;
import kinora.formats.codec.nal.NalPayload;

/// What a sequence parameter set says of the pictures that follow it.
///
/// @param reorderFrames how many frames may come between a frame and an earlier one that is shown after it
/// @param framesPerSecond 0 where it is not said
public record H265Sps(
        int id,
        ProfileTierLevel profile,
        int subLayers,
        boolean subLayersNested,
        int chromaFormat,
        int bitDepthLuma,
        int bitDepthChroma,
        int width,
        int height,
        int reorderFrames,
        double framesPerSecond) {

    /// `unit` is the whole NAL unit with its header.
    public static H265Sps read(ByteBuffer unit) throws MalformedMediaException {
        BitReader in = NalPayload.reader(unit, H265Nal.HEADER_BYTES);
        return new H265SpsReader(in).read();
    }

    public String codecs() {
        return "hvc1." + profile.codecs();
    }
}
