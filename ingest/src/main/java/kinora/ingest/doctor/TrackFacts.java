package kinora.ingest.doctor;

import java.util.Arrays;
import kinora.formats.MalformedMediaException;
import kinora.formats.digest.FrameCursor;

/// What the frames of one track in one fragment are like. Times are milliseconds after the fragment's begin.
final class TrackFacts {
    /// H.264 and H.265 know no deeper reordering.
    private static final int REORDER_MAX = 16;

    private long[] timesMs = new long[64];
    int frames;
    int keyFrames;
    boolean beginsWithKey;
    /// Of the first key frame, else of the first frame; sound is not always marked as key.
    long sampleOffset = -1;

    int sampleBytes;
    long firstMs;
    long lastMs;

    /// How many frames come before a frame that is shown earlier than they are, at most.
    int reorderFrames;

    void add(FrameCursor frame) throws MalformedMediaException {
        if (frame.keyFrame()) {
            addKey(frame);
        } else if (frames == 0) {
            sample(frame);
        }
        if (frames == timesMs.length) {
            timesMs = Arrays.copyOf(timesMs, 2 * frames);
        }
        firstMs = frames == 0 ? frame.timeMs() : Math.min(firstMs, frame.timeMs());
        lastMs = frames == 0 ? frame.timeMs() : Math.max(lastMs, frame.timeMs());
        timesMs[frames++] = frame.timeMs();
        reorderFrames = Math.max(reorderFrames, laterBefore(frame.timeMs()));
    }

    private void addKey(FrameCursor frame) {
        keyFrames++;
        beginsWithKey |= frames == 0;
        if (keyFrames == 1) {
            sample(frame);
        }
    }

    private void sample(FrameCursor frame) {
        sampleOffset = frame.offsetBytes();
        sampleBytes = frame.sizeBytes();
    }

    private int laterBefore(long timeMs) {
        int later = 0;
        for (int i = frames - 2; i >= 0 && i >= frames - 1 - REORDER_MAX; i--) {
            later += timesMs[i] > timeMs ? 1 : 0;
        }
        return later;
    }

    /// The longest time between two frames that are shown one after the other.
    long longestStepMs() {
        long[] sorted = Arrays.copyOf(timesMs, frames);
        Arrays.sort(sorted);
        long longest = 0;
        for (int i = 1; i < frames; i++) {
            longest = Math.max(longest, sorted[i] - sorted[i - 1]);
        }
        return longest;
    }
}
