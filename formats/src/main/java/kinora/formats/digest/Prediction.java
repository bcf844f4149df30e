package kinora.formats.digest;

/// What writer and reader both expect of a track's next frame: the same step in time, the same header before it.
final class Prediction {
    long timeMs;
    long stepMs;
    long gapBytes;

    void reset() {
        timeMs = 0;
        stepMs = 0;
        gapBytes = 0;
    }

    /// How far the step to `nextMs` is from the step before.
    long surprise(long nextMs) {
        return nextMs - timeMs - stepMs;
    }

    void follow(long surpriseMs, long gap) {
        stepMs += surpriseMs;
        timeMs += stepMs;
        gapBytes = gap;
    }
}
