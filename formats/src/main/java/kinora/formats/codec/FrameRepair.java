package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;

/// Turns the frames of a track into samples of its [SampleFormat], without any loss. Stored bytes stay as they are.
public interface FrameRepair {
    /// From the form that frames have to the format that is announced: that of [SampleFormats#of], or, for G.711, its
    /// [SampleFormats#asFlac].
    static FrameRepair of(SampleFormat format, FrameForm form) {
        return switch (form) {
            case NAL_LENGTH_4, PACKETS -> new Unchanged();
            case NAL_LENGTH_2, NAL_LENGTH_1, ANNEX_B -> new NalRepair((SampleFormat.Video) format, form);
            case ADTS -> new AdtsRepair();
            case ALAW, MULAW, PCM_U8, PCM_S16LE, PCM_S16BE, PCM_S24LE, PCM_S24BE ->
                sound((SampleFormat.Audio) format, form);
        };
    }

    private static FrameRepair sound(SampleFormat.Audio format, FrameForm form) {
        return format.codec() == AudioCodec.FLAC ? new FlacRepair(format, form) : new Unchanged();
    }

    /// Whether samples are the frames themselves, so that nothing need be read to know their sizes.
    boolean changesNothing();

    /// Writes the sample that this frame becomes. The frame's position stays where it is; what was written when a
    /// frame is refused is to be thrown away.
    ///
    /// @param firstSample where the packet's first sample of sound lies on the track's clock; pictures do
    /// not care
    void append(ByteBuffer frame, long firstSample, ByteSink out) throws MalformedMediaException;

    /// Frames that MP4 takes as they are.
    final class Unchanged implements FrameRepair {
        Unchanged() {}

        @Override
        public boolean changesNothing() {
            return true;
        }

        @Override
        public void append(ByteBuffer frame, long firstSample, ByteSink out) {
            out.bytes(frame.duplicate());
        }
    }
}
