package kinora.formats.digest;

import java.util.Arrays;
import kinora.formats.bits.ByteSink;

/// Writes the digest of one fragment after another. One builder a session; nothing is allocated per frame.
public final class DigestBuilder {
    /// What a long fragment made the table grow to is given back when the next one begins.
    private static final int TABLE_BYTES_KEPT = 64 << 10;

    private static final int TABLE_BYTES_INITIAL = 512;

    private final Totals[] totals;
    private final Prediction[] predictions;
    private ByteSink table = new ByteSink(TABLE_BYTES_INITIAL);
    private int frameCount;
    private long endBytes;

    /// The tracks in the order of the stream's header; frames name them by their index here.
    public DigestBuilder(long[] trackNumbers) {
        if (trackNumbers.length > FragmentDigest.TRACKS_MAX) {
            throw new IllegalArgumentException(trackNumbers.length + " tracks");
        }
        totals = new Totals[trackNumbers.length];
        Arrays.setAll(totals, i -> new Totals(trackNumbers[i]));
        predictions = predictions(trackNumbers.length);
    }

    static Prediction[] predictions(int count) {
        Prediction[] predictions = new Prediction[count];
        Arrays.setAll(predictions, i -> new Prediction());
        return predictions;
    }

    /// The index of a track number, or -1 for a track that the header does not define.
    public int trackIndex(long trackNumber) {
        for (int i = 0; i < totals.length; i++) {
            if (totals[i].trackNumber == trackNumber) {
                return i;
            }
        }
        return -1;
    }

    /// Begins the next fragment.
    public void clear() {
        for (int i = 0; i < totals.length; i++) {
            totals[i].reset();
            predictions[i].reset();
        }
        frameCount = 0;
        endBytes = 0;
        if (table.length() > TABLE_BYTES_KEPT) {
            table = new ByteSink(TABLE_BYTES_INITIAL);
        }
        table.clear();
    }

    /// Hot path: adds the next frame in order of arrival. Its payload lies `offsetBytes` behind the fragment's first
    /// byte, not before the end of the frame added last.
    public void frame(int trackIndex, long timeMs, boolean keyFrame, long offsetBytes, int sizeBytes) {
        long gap = offsetBytes - endBytes;
        boolean bounded = offsetBytes <= FragmentDigest.OFFSET_BYTES_MAX && FragmentDigest.isNear(timeMs);
        if (isFull() || gap < 0 || sizeBytes < 0 || !bounded) {
            throw new IllegalArgumentException("frame " + frameCount + " at byte " + offsetBytes + ", size " + sizeBytes
                    + ", " + timeMs + " ms, after byte " + endBytes);
        }
        write(trackIndex, predictions[trackIndex].surprise(timeMs), keyFrame, gap, sizeBytes);
        totals[trackIndex].add(timeMs, keyFrame, sizeBytes);
        endBytes = offsetBytes + sizeBytes;
        frameCount++;
    }

    private void write(int trackIndex, long surpriseMs, boolean keyFrame, long gap, int sizeBytes) {
        Prediction prediction = predictions[trackIndex];
        boolean newGap = gap != prediction.gapBytes;
        boolean farTime = Math.abs(surpriseMs) > FragmentDigest.TIME_BIAS;
        boolean farTrack = trackIndex >= FragmentDigest.TRACK_ESCAPE;
        int track = farTrack ? FragmentDigest.TRACK_ESCAPE : trackIndex;
        int time = farTime ? FragmentDigest.TIME_ESCAPE : (int) surpriseMs + FragmentDigest.TIME_BIAS;
        table.u8((keyFrame ? FragmentDigest.HEAD_KEY : 0)
                | (newGap ? FragmentDigest.HEAD_GAP : 0)
                | track << FragmentDigest.TRACK_SHIFT
                | time << FragmentDigest.TIME_SHIFT);
        if (farTrack) {
            Varint.write(table, trackIndex);
        }
        if (newGap) {
            Varint.write(table, gap);
        }
        if (farTime) {
            Varint.writeSigned(table, surpriseMs);
        }
        Varint.write(table, sizeBytes);
        prediction.follow(surpriseMs, gap);
    }

    /// True when the fragment has all the frames that a digest holds.
    public boolean isFull() {
        return frameCount == FragmentDigest.FRAMES_MAX;
    }

    public int frameCount() {
        return frameCount;
    }

    /// Frames of one track so far: a fragment needs at least one of each.
    public int frameCount(int trackIndex) {
        return totals[trackIndex].frames;
    }

    /// Key frames of one track so far.
    public int keyFrames(int trackIndex) {
        return totals[trackIndex].keyFrames;
    }

    /// What the other frames of one track weigh so far.
    public long otherFramesBytes(int trackIndex) {
        return totals[trackIndex].payloadBytes - totals[trackIndex].keyFrameBytes;
    }

    /// The earliest and the latest time of a track so far, in milliseconds after the Cluster's timestamp.
    public long firstMs(int trackIndex) {
        return totals[trackIndex].firstMs;
    }

    public long lastMs(int trackIndex) {
        return totals[trackIndex].lastMs;
    }

    /// The digest of all frames since [#clear()], as [FragmentDigest#read] takes it.
    public byte[] toByteArray() {
        ByteSink out = new ByteSink(table.length() + 32 * (totals.length + 1));
        out.u8(FragmentDigest.VERSION);
        Varint.write(out, totals.length);
        for (Totals track : totals) {
            track.write(out);
        }
        Varint.write(out, frameCount);
        return out.bytes(table.asByteBuffer()).toByteArray();
    }

    /// One track's sums.
    private static final class Totals {
        final long trackNumber;
        long firstMs;
        long lastMs;
        int frames;
        long payloadBytes;
        int keyFrames;
        long keyFrameBytes;

        Totals(long trackNumber) {
            this.trackNumber = trackNumber;
        }

        void reset() {
            firstMs = 0;
            lastMs = 0;
            frames = 0;
            payloadBytes = 0;
            keyFrames = 0;
            keyFrameBytes = 0;
        }

        void add(long timeMs, boolean keyFrame, int sizeBytes) {
            firstMs = frames == 0 ? timeMs : Math.min(firstMs, timeMs);
            lastMs = frames == 0 ? timeMs : Math.max(lastMs, timeMs);
            frames++;
            payloadBytes += sizeBytes;
            keyFrames += keyFrame ? 1 : 0;
            keyFrameBytes += keyFrame ? sizeBytes : 0;
        }

        void write(ByteSink out) {
            Varint.write(out, trackNumber);
            Varint.writeSigned(out, firstMs);
            Varint.write(out, lastMs - firstMs);
            Varint.write(out, frames);
            Varint.write(out, payloadBytes);
            Varint.write(out, keyFrames);
        }
    }
}
