package kinora.formats.codec;

import java.nio.ByteBuffer;
import java.util.Locale;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// What a codec id stands for: the way from a track to its sample format and to the form of its frames.
interface TrackCodec {
    SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException;

    FrameForm form(Track track, @Nullable ByteBuffer firstFrame) throws CodecException;

    /// Producers write the same codec in several ways: "V_MPEG/ISO/AVC" stands in AWS's documents, "V_MPEG4/ISO/AVC"
    /// is what Matroska says and the C producer sends.
    static TrackCodec of(Track track) throws CodecException {
        String id = track.codecId().toUpperCase(Locale.ROOT);
        return switch (id) {
            case "V_MPEG4/ISO/AVC", "V_MPEG/ISO/AVC" -> new VideoTrackCodec(VideoCodec.H264);
            default -> {
                if (id.equals("A_AAC") || id.startsWith("A_AAC/")) {
                    yield new AacTrackCodec();
                }
                throw new CodecException(
                        CodecException.Kind.UNSUPPORTED, "codec " + track.codecId() + " cannot be played back");
            }
        };
    }
}
