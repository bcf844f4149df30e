package kinora.playback.remux;

/// When the samples of a fragment's track are decoded and shown, in the track's timescale. Made of the fragment's own
/// times alone, so that the same fragment gives the same segment whoever asks, and whatever surrounds it.
///
/// ```
/// decode time of picture i    the i-th smallest presentation time of its fragment
/// composition offset          its presentation time minus that: negative for what is shown early
/// duration                    to the next decode time; of the last: the median step
/// decode time of packet i     the first one's time, then the sample clock; set anew where the two differ by more
///                             than half a packet
/// ```
final class SampleTimes {
    private static final int MS_PER_S = 1_000;
    private static final int NO_TIME = 1;

    private final int timescale;
    private final long startMs;
    private final TrackFrames frames;

    /// @param startMs the fragment's producer timestamp
    SampleTimes(int timescale, long startMs, TrackFrames frames) {
        this.timescale = timescale;
        this.startMs = startMs;
        this.frames = frames;
    }

    /// Receives each sample in decode order. `decodeTime` of the first is where its table begins.
    interface Receiver {
        void sample(int index, long decodeTime, int duration, int compositionOffset);
    }

    /// Pictures `from` to `to` (exclusive).
    ///
    /// @param aloneMs how long a picture lasts when the fragment has no other
    void video(int from, int to, double aloneMs, Receiver receiver) {
        long[] shownMs = frames.shownMs();
        long medianMs = TrackFrames.medianStepMs(shownMs);
        long lastTicks = medianMs > 0 ? medianMs * timescale / MS_PER_S : Math.round(aloneMs * timescale / MS_PER_S);
        for (int i = from; i < to; i++) {
            long at = ticks(shownMs[i]);
            long duration = i + 1 < shownMs.length ? ticks(shownMs[i + 1]) - at : lastTicks;
            receiver.sample(i, at, bounded(duration), bounded(ticks(frames.timeMs(i)) - at));
        }
    }

    /// How many samples a packet holds.
    interface PacketSamples {
        int samplesIn(int index);
    }

    /// Packets `from` to `to` (exclusive).
    void audio(int from, int to, PacketSamples packets, Receiver receiver) {
        long at = to == 0 ? 0 : ticks(frames.timeMs(0));
        for (int i = 0; i < to; i++) {
            long next = i + 1 < frames.count() ? next(i, at, packets.samplesIn(i)) : at + packets.samplesIn(i);
            if (i >= from) {
                receiver.sample(i, at, bounded(next - at), 0);
            }
            at = next;
        }
    }

    private long next(int index, long at, int samples) {
        long counted = at + samples;
        long said = ticks(frames.timeMs(index + 1));
        // Times are rounded to milliseconds, so that much says nothing.
        long tolerance = Math.max(samples / 2, timescale / MS_PER_S + 1);
        return Math.abs(said - counted) > tolerance ? Math.max(at + NO_TIME, said) : counted;
    }

    /// Media time begins in 1970, and not before.
    private long ticks(long timeMs) {
        return Math.max(0, startMs + timeMs) * timescale / MS_PER_S;
    }

    /// Hours in any timescale: more than a fragment lasts, and what 32 bits hold.
    private static int bounded(long ticks) {
        return Math.clamp(ticks, -Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
