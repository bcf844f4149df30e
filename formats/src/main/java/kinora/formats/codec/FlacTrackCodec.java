package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.flac.StreamInfo;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// `A_FLAC`: frames as MP4 takes them, STREAMINFO in CodecPrivate.
final class FlacTrackCodec implements TrackCodec {
    @Override
    public FrameForm form(Track track, @Nullable ByteBuffer firstFrame) {
        return FrameForm.PACKETS;
    }

    @Override
    public SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        Bytes codecPrivate = track.codecPrivate();
        if (codecPrivate == null || codecPrivate.length() == 0) {
            throw new CodecException(CodecException.Kind.MISSING, "it has no CodecPrivate");
        }
        try {
            StreamInfo info = StreamInfo.read(codecPrivate.asByteBuffer());
            boolean sameSize = info.blockSamplesMin() == info.blockSamplesMax();
            return new SampleFormat.Audio(
                    AudioCodec.FLAC,
                    info.sampleRate(),
                    info.channels(),
                    sameSize ? info.blockSamplesMax() : 0,
                    StreamInfo.block(codecPrivate.asByteBuffer()),
                    "fLaC");
        } catch (MalformedMediaException e) {
            throw new CodecException(CodecException.Kind.INVALID, "its CodecPrivate cannot be read: " + e.getMessage());
        }
    }
}
