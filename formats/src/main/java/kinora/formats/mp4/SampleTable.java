package kinora.formats.mp4;

import java.util.Arrays;

/// The samples of one track in decode order: columns, not objects. Times are in the track's timescale.
public final class SampleTable {
    private long baseDecodeTime;
    private int count;
    private int[] sizes = new int[64];
    private int[] durations = new int[64];
    private int[] compositionOffsets = new int[64];
    private boolean[] sync = new boolean[64];
    private long payloadBytes;

    /// `baseDecodeTime` is the decode time of the first sample.
    public SampleTable(long baseDecodeTime) {
        this.baseDecodeTime = baseDecodeTime;
    }

    /// `compositionOffset` is presentation time minus decode time, negative where a picture is shown "before" it is
    /// decoded (trun version 1).
    public void add(int sizeBytes, int duration, int compositionOffset, boolean isSync) {
        if (sizeBytes < 0 || duration < 0) {
            throw new IllegalArgumentException("sample of " + sizeBytes + " bytes, duration " + duration);
        }
        if (count == sizes.length) {
            grow();
        }
        sizes[count] = sizeBytes;
        durations[count] = duration;
        compositionOffsets[count] = compositionOffset;
        sync[count] = isSync;
        count++;
        payloadBytes += sizeBytes;
    }

    private void grow() {
        int capacity = 2 * count;
        sizes = Arrays.copyOf(sizes, capacity);
        durations = Arrays.copyOf(durations, capacity);
        compositionOffsets = Arrays.copyOf(compositionOffsets, capacity);
        sync = Arrays.copyOf(sync, capacity);
    }

    /// Moves all samples in time.
    public void shift(long by) {
        baseDecodeTime += by;
    }

    public long baseDecodeTime() {
        return baseDecodeTime;
    }

    public int count() {
        return count;
    }

    public int sizeBytes(int index) {
        return sizes[index];
    }

    public int duration(int index) {
        return durations[index];
    }

    public int compositionOffset(int index) {
        return compositionOffsets[index];
    }

    public boolean isSync(int index) {
        return sync[index];
    }

    /// All samples' bytes together.
    public long payloadBytes() {
        return payloadBytes;
    }

    /// From the first sample's decode time to the end of the last.
    public long duration() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += durations[i];
        }
        return sum;
    }
}
