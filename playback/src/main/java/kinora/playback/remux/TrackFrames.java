package kinora.playback.remux;

import java.util.Arrays;

/// The frames of one track of a fragment in the order in which they arrived: columns, which grow while it is open.
public final class TrackFrames {
    private int count;
    private long[] timesMs = new long[64];
    private long[] offsetsBytes = new long[64];
    private int[] sizesBytes = new int[64];
    private boolean[] keys = new boolean[64];

    /// `timeMs` counts from the Cluster's timestamp, `offsetBytes` from the first byte of the fragment.
    public void add(long timeMs, long offsetBytes, int sizeBytes, boolean isKey) {
        if (offsetBytes < 0 || sizeBytes < 0) {
            throw new IllegalArgumentException("frame of " + sizeBytes + " bytes at " + offsetBytes);
        }
        if (count == timesMs.length) {
            grow();
        }
        timesMs[count] = timeMs;
        offsetsBytes[count] = offsetBytes;
        sizesBytes[count] = sizeBytes;
        keys[count] = isKey;
        count++;
    }

    private void grow() {
        timesMs = Arrays.copyOf(timesMs, 2 * count);
        offsetsBytes = Arrays.copyOf(offsetsBytes, 2 * count);
        sizesBytes = Arrays.copyOf(sizesBytes, 2 * count);
        keys = Arrays.copyOf(keys, 2 * count);
    }

    public int count() {
        return count;
    }

    public long timeMs(int index) {
        return timesMs[index];
    }

    public long offsetBytes(int index) {
        return offsetsBytes[index];
    }

    public int sizeBytes(int index) {
        return sizesBytes[index];
    }

    public boolean isKey(int index) {
        return keys[index];
    }

    /// The first key frame, or -1.
    public int firstKey() {
        for (int i = 0; i < count; i++) {
            if (keys[i]) {
                return i;
            }
        }
        return -1;
    }

    /// The times in the order in which the frames are shown.
    public long[] shownMs() {
        long[] sorted = Arrays.copyOf(timesMs, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /// The step between one frame shown and the next that half of the steps do not exceed; 0 with fewer than two.
    public long medianStepMs() {
        return medianStepMs(shownMs());
    }

    /// From one frame shown to the next, over all of them: what rounding to milliseconds hides. 0 with fewer than two.
    public double meanStepMs() {
        long[] shown = shownMs();
        return count < 2 ? 0 : (double) (shown[count - 1] - shown[0]) / (count - 1);
    }

    static long medianStepMs(long[] shownMs) {
        if (shownMs.length < 2) {
            return 0;
        }
        long[] steps = new long[shownMs.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = shownMs[i + 1] - shownMs[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
