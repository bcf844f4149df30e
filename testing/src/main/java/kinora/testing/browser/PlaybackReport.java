package kinora.testing.browser;

import java.util.Arrays;
import java.util.List;

/// What one playback was like, so far or as a whole.
///
/// @param stallsMs how long the player waited for data each time, after its first picture
/// @param errors all that player, page and browser complained of, fatal or not
public record PlaybackReport(
        List<ShownFrame> frames, List<PlayerSample> samples, List<Long> stallsMs, List<String> errors) {
    static final PlaybackReport EMPTY = new PlaybackReport(List.of(), List.of(), List.of(), List.of());

    public PlaybackReport {
        frames = List.copyOf(frames);
        samples = List.copyOf(samples);
        stallsMs = List.copyOf(stallsMs);
        errors = List.copyOf(errors);
    }

    /// From the camera to the screen, for each frame that shows its time, smallest first.
    public long[] latenciesMs() {
        return frames.stream()
                .flatMapToLong(frame -> frame.latencyMs().stream())
                .sorted()
                .toArray();
    }

    /// The longest time that one picture stood still.
    public long longestFreezeMs() {
        long longestMs = 0;
        for (int i = 1; i < frames.size(); i++) {
            longestMs = Math.max(
                    longestMs, frames.get(i).shownMs() - frames.get(i - 1).shownMs());
        }
        return longestMs;
    }

    /// Pictures that show an earlier time than one before them: what a viewer sees twice.
    public long repeats() {
        long[] burntIn = frames.stream()
                .mapToLong(ShownFrame::burntInMs)
                .filter(timeMs -> timeMs != ShownFrame.NO_CLOCK)
                .toArray();
        long repeats = 0;
        long newest = Long.MIN_VALUE;
        for (long timeMs : burntIn) {
            repeats += timeMs < newest ? 1 : 0;
            newest = Math.max(newest, timeMs);
        }
        return repeats;
    }

    /// How far the clock in the picture came from the first frame to the last.
    public long burntInSpanMs() {
        long[] burntIn = frames.stream()
                .mapToLong(ShownFrame::burntInMs)
                .filter(timeMs -> timeMs != ShownFrame.NO_CLOCK)
                .toArray();
        return burntIn.length == 0 ? 0 : Arrays.stream(burntIn).max().getAsLong() - burntIn[0];
    }

    public double loudest() {
        return samples.stream().mapToDouble(PlayerSample::loudness).max().orElse(0);
    }

    /// Only what was shown from a moment on; complaints and waits are kept whole.
    public PlaybackReport shownFrom(long atMs) {
        return new PlaybackReport(
                frames.stream().filter(frame -> frame.shownMs() >= atMs).toList(), samples, stallsMs, errors);
    }

    @Override
    public String toString() {
        long[] latencies = latenciesMs();
        String latency = latencies.length == 0
                ? "no clock seen"
                : "latency %d to %d ms, median %d"
                        .formatted(latencies[0], latencies[latencies.length - 1], latencies[latencies.length / 2]);
        return "%d frames, %s, longest freeze %d ms, stalls %s, errors %s"
                .formatted(frames.size(), latency, longestFreezeMs(), stallsMs, errors);
    }
}
