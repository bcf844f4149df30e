package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.codec.flac.FlacEncoder;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// `A_PCM/INT/LIT` and `A_PCM/INT/BIG`: plain samples, which no player takes as they are and FLAC carries unchanged.
final class PcmTrackCodec implements TrackCodec {
    private static final int CHANNELS_MAX = 8;

    /// The largest rate that FLAC can tell, in tens of Hz (RFC 9639 section 9.1.2).
    private static final int SAMPLE_RATE_MAX = 655_350;

    private final boolean littleEndian;

    PcmTrackCodec(boolean littleEndian) {
        this.littleEndian = littleEndian;
    }

    @Override
    public SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        Track.Audio audio = track.audio();
        if (audio == null) {
            throw new CodecException(CodecException.Kind.MISSING, "its track header lacks the Audio element");
        }
        return flac(audio.samplingFrequency(), audio.channels(), audio.bitDepth());
    }

    @Override
    public FrameForm form(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        Track.Audio audio = track.audio();
        return form(audio == null ? 0 : audio.bitDepth(), littleEndian);
    }

    static FrameForm form(int bitDepth, boolean littleEndian) throws CodecException {
        return switch (bitDepth) {
            case 8 -> FrameForm.PCM_U8;
            case 16 -> littleEndian ? FrameForm.PCM_S16LE : FrameForm.PCM_S16BE;
            case 24 -> littleEndian ? FrameForm.PCM_S24LE : FrameForm.PCM_S24BE;
            default ->
                throw new CodecException(CodecException.Kind.INVALID, "samples of " + bitDepth + " bits are not known");
        };
    }

    /// What becomes of plain samples; those of 8 bits become 16.
    static SampleFormat.Audio flac(double sampleRate, int channels, int bitDepth) throws CodecException {
        boolean rateFits = sampleRate >= 1 && sampleRate <= SAMPLE_RATE_MAX;
        if (!rateFits || channels < 1 || channels > CHANNELS_MAX) {
            throw new CodecException(
                    CodecException.Kind.INVALID, "sound of " + channels + " channels at " + sampleRate + " Hz");
        }
        int bits = form(bitDepth, true) == FrameForm.PCM_S24LE ? 24 : 16;
        return flacFormat(new FlacEncoder((int) sampleRate, channels, bits));
    }

    static SampleFormat.Audio flacFormat(FlacEncoder encoder) {
        return new SampleFormat.Audio(
                AudioCodec.FLAC,
                encoder.info().sampleRate(),
                encoder.info().channels(),
                0,
                encoder.info().write(),
                "fLaC");
    }
}
