package kinora.formats.digest;

import java.util.List;
import kinora.formats.MalformedMediaException;

/// Walks a digest's frame table. Its values are those of the present frame, from [#next()] to [#next()].
public final class FrameCursor {
    private final DigestReader in;
    private final List<TrackDigest> tracks;
    private final Prediction[] predictions;
    private int framesLeft;
    private int trackIndex;
    private boolean keyFrame;
    private long offsetBytes;
    private int sizeBytes;
    private long timeMs;

    FrameCursor(DigestReader in, List<TrackDigest> tracks, int frameCount) {
        this.in = in;
        this.tracks = tracks;
        this.framesLeft = frameCount;
        this.predictions = DigestBuilder.predictions(tracks.size());
    }

    /// Moves to the next frame; false behind the last one.
    public boolean next() throws MalformedMediaException {
        if (framesLeft == 0) {
            if (in.bytesLeft() != 0) {
                throw in.malformed("bytes follow the digest's last frame");
            }
            return false;
        }
        framesLeft--;
        int head = in.u8();
        keyFrame = (head & FragmentDigest.HEAD_KEY) != 0;
        trackIndex = readTrackIndex((head >> FragmentDigest.TRACK_SHIFT) & FragmentDigest.TRACK_ESCAPE);
        Prediction prediction = predictions[trackIndex];
        long gap = (head & FragmentDigest.HEAD_GAP) != 0 ? in.varint() : prediction.gapBytes;
        int time = head >> FragmentDigest.TIME_SHIFT;
        prediction.follow(time == FragmentDigest.TIME_ESCAPE ? in.signed() : time - FragmentDigest.TIME_BIAS, gap);
        timeMs = prediction.timeMs;
        offsetBytes += sizeBytes + gap;
        sizeBytes = in.intUpTo(Integer.MAX_VALUE, "a frame's size");
        if (!FragmentDigest.isNear(timeMs) || offsetBytes < 0 || offsetBytes > FragmentDigest.OFFSET_BYTES_MAX) {
            throw in.malformed("a frame of the digest lies out of all bounds");
        }
        return true;
    }

    private int readTrackIndex(int inHead) throws MalformedMediaException {
        long index = inHead == FragmentDigest.TRACK_ESCAPE ? in.varint() : inHead;
        if (index >= tracks.size()) {
            throw in.malformed("a frame of the digest names track index " + index);
        }
        return (int) index;
    }

    /// Index into [FragmentDigest#tracks()].
    public int trackIndex() {
        return trackIndex;
    }

    public long trackNumber() {
        return tracks.get(trackIndex).trackNumber();
    }

    public boolean keyFrame() {
        return keyFrame;
    }

    /// Where the frame's bytes begin, counted from the first byte of the fragment.
    public long offsetBytes() {
        return offsetBytes;
    }

    public int sizeBytes() {
        return sizeBytes;
    }

    /// Milliseconds after the Cluster's timestamp.
    public long timeMs() {
        return timeMs;
    }
}
