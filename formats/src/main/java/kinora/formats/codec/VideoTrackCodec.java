package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// H.264 and H.265 tracks: parameter sets from CodecPrivate, in either form, else from the first key frame.
final class VideoTrackCodec implements TrackCodec {
    private final NalCodec codec;

    VideoTrackCodec(VideoCodec codec) {
        this.codec = NalCodec.of(codec);
    }

    @Override
    public FrameForm form(Track track, @Nullable ByteBuffer firstFrame) {
        return NalForms.of(codec, track.codecPrivate(), firstFrame);
    }

    @Override
    public SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        Bytes codecPrivate = track.codecPrivate();
        if (codecPrivate == null || codecPrivate.length() == 0) {
            return fromFrame(track, firstFrame, CodecException.Kind.MISSING, "it has no CodecPrivate");
        }
        try {
            return format(fromPrivate(codecPrivate));
        } catch (MalformedMediaException e) {
            String trouble = "its CodecPrivate cannot be read: " + e.getMessage();
            return fromFrame(track, firstFrame, CodecException.Kind.INVALID, trouble);
        }
    }

    private SampleFormat fromFrame(
            Track track, @Nullable ByteBuffer firstFrame, CodecException.Kind kind, String trouble)
            throws CodecException {
        if (firstFrame == null) {
            throw new CodecException(kind, trouble);
        }
        try {
            return format(codec.gather(NalForms.units(form(track, firstFrame), firstFrame)));
        } catch (MalformedMediaException e) {
            throw new CodecException(kind, trouble + "; its first key frame does not help: " + e.getMessage());
        }
    }

    private ParameterSets fromPrivate(Bytes codecPrivate) throws MalformedMediaException {
        ByteBuffer bytes = codecPrivate.asByteBuffer();
        return NalForms.announcesAnnexB(codecPrivate) ? codec.gather(NalCursor.annexB(bytes)) : codec.readRecord(bytes);
    }

    private SampleFormat.Video format(ParameterSets sets) throws MalformedMediaException {
        if (!sets.isComplete()) {
            throw new MalformedMediaException("there are no complete parameter sets", 0);
        }
        return codec.format(sets);
    }
}
