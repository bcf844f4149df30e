package kinora.playback.timeline;

import java.util.Arrays;

/// From bytes a millisecond to a level from 0 to 1. A codec spends some bytes on the noise of a still picture; how many
/// differs from camera to camera, so quiet and busy are what the same stream shows at other times.
final class ActivityScale {
    private static final double QUIET_SHARE = 0.1;
    private static final double BUSY_SHARE = 0.99;

    /// Noise varies too: a picture in which nothing moves must not look busy because nothing else is asked for.
    private static final double BUSY_TIMES_QUIET_MIN = 2;

    private ActivityScale() {}

    /// NaN stands for no media: level 0.
    static double[] levels(double[] rates) {
        double[] sorted = Arrays.stream(rates)
                .filter(rate -> !Double.isNaN(rate))
                .sorted()
                .toArray();
        double[] levels = new double[rates.length];
        if (sorted.length == 0) {
            return levels;
        }
        double quiet = sorted[(int) (QUIET_SHARE * (sorted.length - 1))];
        double busy = Math.max(sorted[(int) (BUSY_SHARE * (sorted.length - 1))], BUSY_TIMES_QUIET_MIN * quiet);
        Arrays.setAll(
                levels,
                i -> Double.isNaN(rates[i]) || busy == quiet
                        ? 0
                        : Math.clamp((rates[i] - quiet) / (busy - quiet), 0, 1));
        return levels;
    }
}
