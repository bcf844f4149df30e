package kinora.formats.codec;

import java.nio.ByteBuffer;
import java.util.Locale;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// What a codec id stands for: the way from a track to its sample format and to the form of its frames.
interface TrackCodec {
    SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException;

    FrameForm form(Track track, @Nullable ByteBuffer firstFrame) throws CodecException;

    /// Producers write the same codec in several ways: "V_MPEG/ISO/AVC" and "V_MPEG/ISO/HEVC" stand in AWS's
    /// documents, the others are Matroska's and what the C producer sends.
    static TrackCodec of(Track track) throws CodecException {
        String id = track.codecId().toUpperCase(Locale.ROOT);
        return switch (id) {
            case "V_MPEG4/ISO/AVC", "V_MPEG/ISO/AVC" -> new VideoTrackCodec(VideoCodec.H264);
            case "V_MPEGH/ISO/HEVC", "V_MPEG/ISO/HEVC" -> new VideoTrackCodec(VideoCodec.H265);
            case "A_MS/ACM" -> new WaveTrackCodec();
            case "A_PCM/INT/LIT" -> new PcmTrackCodec(true);
            case "A_PCM/INT/BIG" -> new PcmTrackCodec(false);
            case "A_FLAC" -> new FlacTrackCodec();
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
