package kinora.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Prints figures as they come and the verdicts at the end.
final class Report {
    private static final double LATE_MS_MAX = 250;

    private final List<String> verdicts = new ArrayList<>();
    private boolean missed;

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would cost a dependency
    void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /// A generator that sends this late was kept from its work, and so was the server.
    void warnIfBusy(double latestSendMs) {
        if (latestSendMs > LATE_MS_MAX) {
            line(
                    "  the machine was busy with something else (a send was %.0f ms late): this round says little",
                    latestSendMs);
        }
    }

    /// A target of the form "at most".
    void atMost(String what, double value, double most, String unit) {
        judge(value <= most, String.format(Locale.ROOT, "%s: %.2f %s (at most %.2f)", what, value, unit, most));
    }

    void judge(boolean reached, String what) {
        missed |= !reached;
        String verdict = (reached ? "reached  " : "MISSED   ") + what;
        verdicts.add(verdict);
        System.out.println(verdict);
    }

    void skipped(String why) {
        verdicts.add("skipped: " + why);
        System.out.println("skipped: " + why);
    }

    boolean end() {
        System.out.println();
        verdicts.forEach(System.out::println);
        return !missed;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String all(List<Double> values) {
        return Arrays.toString(values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .toArray());
    }
}
