package kinora.formats.mp4;

/// Samples `from` to `to` (exclusive) of a track's table, for one movie fragment.
///
/// @param description which of the track's formats the samples have, counted from 1
public record TrackRun(int trackId, int description, SampleTable samples, int from, int to) {
    public TrackRun {
        if (trackId <= 0 || description <= 0 || from < 0 || from > to || to > samples.count()) {
            throw new IllegalArgumentException("samples " + from + " to " + to + " of " + samples.count());
        }
    }

    public TrackRun(int trackId, SampleTable samples) {
        this(trackId, 1, samples, 0, samples.count());
    }

    int count() {
        return to - from;
    }

    /// The decode time of the run's first sample.
    long baseDecodeTime() {
        long time = samples.baseDecodeTime();
        for (int i = 0; i < from; i++) {
            time += samples.duration(i);
        }
        return time;
    }

    long payloadBytes() {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples.sizeBytes(i);
        }
        return sum;
    }

    boolean hasCompositionOffsets() {
        for (int i = from; i < to; i++) {
            if (samples.compositionOffset(i) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasOneDuration() {
        for (int i = from + 1; i < to; i++) {
            if (samples.duration(i) != samples.duration(from)) {
                return false;
            }
        }
        return true;
    }

    /// Whether all samples but the first, which may differ, are sync samples or all are not.
    boolean isUniformAfterFirst() {
        for (int i = from + 2; i < to; i++) {
            if (samples.isSync(i) != samples.isSync(from + 1)) {
                return false;
            }
        }
        return true;
    }
}
