package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;

/// What differs between the codecs that are made of NAL units.
interface NalCodec {
    static NalCodec of(VideoCodec codec) {
        return switch (codec) {
            case H264 -> new H264();
            case H265 -> new H265();
        };
    }

    /// Reads the payload of `avcC` or `hvcC`.
    ParameterSets readRecord(ByteBuffer codecPrivate) throws MalformedMediaException;

    /// The parameter sets among units; there may be none.
    ParameterSets gather(NalCursor units) throws MalformedMediaException;

    /// For parameter sets that are complete.
    SampleFormat.Video format(ParameterSets sets) throws MalformedMediaException;

    /// By a unit's first byte.
    boolean isParameterSet(int firstByte);
}
