package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// How the frames of a track are laid out in their blocks, which [FrameRepair] turns into what MP4 wants.
public enum FrameForm {
    /// NAL units behind lengths of 4 bytes: what MP4 wants.
    NAL_LENGTH_4,
    NAL_LENGTH_2,
    NAL_LENGTH_1,
    /// NAL units behind start codes.
    ANNEX_B,
    /// AAC packets as MP4 wants them, or FLAC frames.
    PACKETS,
    /// AAC packets behind ADTS headers.
    ADTS,
    /// G.711, one byte a sample.
    ALAW,
    MULAW,
    /// Plain samples, by size and byte order.
    PCM_U8,
    PCM_S16LE,
    PCM_S16BE,
    PCM_S24LE,
    PCM_S24BE;

    /// For a track that [SampleFormats#of] has taken.
    ///
    /// @param firstFrame the first key frame of a video track, any frame of another; null where there is none yet
    public static FrameForm of(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        return TrackCodec.of(track).form(track, firstFrame);
    }

    static FrameForm nalLengths(int lengthBytes) {
        return switch (lengthBytes) {
            case 1 -> NAL_LENGTH_1;
            case 2 -> NAL_LENGTH_2;
            case 4 -> NAL_LENGTH_4;
            default -> throw new IllegalArgumentException("NAL unit lengths of " + lengthBytes + " bytes");
        };
    }

    /// Bytes of one sample of one channel where frames are plain samples, else 0: so a packet's samples can be counted
    /// without reading it.
    public int sampleBytes() {
        return switch (this) {
            case ALAW, MULAW, PCM_U8 -> 1;
            case PCM_S16LE, PCM_S16BE -> 2;
            case PCM_S24LE, PCM_S24BE -> 3;
            case NAL_LENGTH_4, NAL_LENGTH_2, NAL_LENGTH_1, ANNEX_B, PACKETS, ADTS -> 0;
        };
    }
}
