package kinora.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What the generator saw. One thread.
final class LoadResults {
    private static final long HIGHEST_NS = 120_000_000_000L;

    final Histogram persistNs = new Histogram(HIGHEST_NS, 3);
    final Histogram frameNs = new Histogram(HIGHEST_NS, 3);
    long sends;
    long fragmentsBegun;
    long fragmentsClosed;
    long persisted;
    long failed;
    long endedInOrder;
    long cut;
    long latestNs;
    private boolean ended;

    @Nullable String firstFailure;

    /// What came before the window does not count as latency; the totals go on.
    void measure() {
        persistNs.reset();
        frameNs.reset();
        sends = 0;
        latestNs = 0;
    }

    void windowEnded() {
        ended = true;
    }

    void sent(long lateNs) {
        if (ended) {
            return;
        }
        sends++;
        latestNs = Math.max(latestNs, lateNs);
    }

    void fail(String why) {
        if (firstFailure == null) {
            firstFailure = why;
        }
    }

    void print() {
        say("sends", sends);
        say("begun", fragmentsBegun);
        say("closed", fragmentsClosed);
        say("persisted", persisted);
        say("failed", failed);
        say("endedInOrder", endedInOrder);
        say("cut", cut);
        say("latestMs", latestNs / 1e6);
        histogram("persist", persistNs);
        histogram("frame", frameNs);
        System.out.println("result firstFailure " + (firstFailure == null ? "none" : firstFailure));
    }

    private static void histogram(String name, Histogram ns) {
        say(name + "Count", ns.getTotalCount());
        say(name + "P50Ms", ns.getValueAtPercentile(50) / 1e6);
        say(name + "P99Ms", ns.getValueAtPercentile(99) / 1e6);
        say(name + "MaxMs", ns.getMaxValue() / 1e6);
    }

    private static void say(String name, Number value) {
        System.out.println("result " + name + " " + value);
    }
}
