package kinora.playback.images;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import kinora.camera.CameraException;
import kinora.camera.DecodedPicture;
import kinora.camera.PictureCodec;
import kinora.camera.PictureDecoder;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;
import kinora.playback.remux.FragmentMedia;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.TrackFrames;
import kinora.playback.remux.TrackSamples;
import org.jspecify.annotations.Nullable;

/// Makes images of one fragment, in the order of their times. Decodes from the key frame before each picture, and goes
/// on from the last one where that is nearer.
final class FragmentPictures implements AutoCloseable {
    private final TrackFrames frames;
    private final TrackSamples samples;
    private final int[] offsets;
    private final ImageStyle style;
    private final LongSupplier nanoTime;
    private final PictureDecoder decoder;

    /// The sample that the decoder gets next, and whether it must be a key frame.
    private int next;

    private boolean needsKey = true;
    private long shownMs = Long.MIN_VALUE;
    private byte @Nullable [] image;
    private long imageMs;

    FragmentPictures(FragmentMedia media, PlayableTrack track, ImageStyle style, LongSupplier nanoTime)
            throws CameraException {
        this.frames = media.frames().track(track.index());
        this.samples = media.samples(track);
        this.offsets = offsets(samples);
        this.style = style;
        this.nanoTime = nanoTime;
        SampleFormat.Video format = (SampleFormat.Video) track.format();
        PictureCodec codec = format.codec() == VideoCodec.H264 ? PictureCodec.H264 : PictureCodec.H265;
        this.decoder = new PictureDecoder(codec, format.configuration().toByteArray());
    }

    private static int[] offsets(TrackSamples samples) {
        int[] offsets = new int[samples.table().count()];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offsets[i - 1] + samples.table().sizeBytes(i - 1);
        }
        return offsets;
    }

    /// The image of the frame that is seen at a time, counted from the fragment's start; null where none can be made
    /// before the deadline.
    byte @Nullable [] at(long timeMs, long deadlineNs) throws CameraException {
        Wanted wanted = Wanted.at(frames, timeMs);
        if (wanted == null) {
            return null;
        }
        long wantedMs = frames.timeMs(wanted.index());
        if (image == null || imageMs != wantedMs) {
            seek(wanted, wantedMs);
            image = null;
            imageMs = wantedMs;
            decodeUntilMade(deadlineNs);
        }
        return image;
    }

    private void seek(Wanted wanted, long wantedMs) {
        if (needsKey || wanted.keyIndex() >= next || shownMs >= wantedMs) {
            decoder.reset();
            next = wanted.keyIndex();
            needsKey = false;
        }
    }

    private void decodeUntilMade(long deadlineNs) throws CameraException {
        try {
            while (image == null && next < frames.count() && nanoTime.getAsLong() - deadlineNs < 0) {
                decoder.decode(sample(next), frames.timeMs(next), this::picture);
                next++;
            }
            if (image == null && next == frames.count()) {
                needsKey = true;
                decoder.flush(this::picture);
            }
        } catch (CameraException e) {
            needsKey = true;
            throw e;
        }
    }

    private ByteBuffer sample(int index) {
        return ByteBuffer.wrap(samples.bytes(), offsets[index], samples.table().sizeBytes(index));
    }

    private void picture(DecodedPicture picture) throws CameraException {
        shownMs = picture.timeMs();
        if (image == null && shownMs >= imageMs) {
            image = style.render(picture);
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
