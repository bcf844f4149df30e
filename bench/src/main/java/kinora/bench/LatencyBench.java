package kinora.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.process.Load;
import kinora.bench.process.Streams;
import kinora.bench.process.Target;

/// How soon a closed fragment is said to be persisted, and how soon a live reader has a frame. Both are taken in the
/// generator, so that its own event loop is part of what is seen.
final class LatencyBench {
    private static final int PRODUCERS = 200;
    private static final int READ_PRODUCERS = 20;

    private final Settings settings;
    private final Report report;

    LatencyBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        report.line("%nLatency: PERSISTED at %d producers, GetMedia at %d", PRODUCERS, READ_PRODUCERS);
        judge("close of a fragment to PERSISTED", "persist", PRODUCERS, 0, 10, 50);
        judge("frame in to frame out", "frame", READ_PRODUCERS, READ_PRODUCERS, 2, 20);
    }

    private void judge(String what, String histogram, int producers, int readers, double p50Max, double p99Max)
            throws IOException, InterruptedException {
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            Load.Results seen = round(producers, readers);
            p50.add(seen.number(histogram + "P50Ms"));
            p99.add(seen.number(histogram + "P99Ms"));
            report.line(
                    "  %s: p50 %.2f ms, p99 %.2f ms, max %.2f ms of %.0f; persisted %.0f of %.0f; latest send %.1f ms; first failure: %s",
                    histogram,
                    p50.getLast(),
                    p99.getLast(),
                    seen.number(histogram + "MaxMs"),
                    seen.number(histogram + "Count"),
                    seen.number("persisted"),
                    seen.number("begun"),
                    seen.number("latestMs"),
                    seen.text("firstFailure"));
            report.warnIfBusy(seen.number("latestMs"));
        }
        report.atMost(what + ", p50", Report.median(p50), p50Max, "ms");
        report.atMost(what + ", p99", Report.median(p99), p99Max, "ms");
    }

    private Load.Results round(int producers, int readers) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("latency");
        try (Target target = Target.kinora(folder, settings.serverOptions())) {
            Streams.create(target, producers);
            try (Load load =
                    Load.start(folder, target, "--media=camera", "--producers=" + producers, "--readers=" + readers)) {
                Thread.sleep(settings.warmUpSeconds() * 1_000L);
                load.measure();
                Thread.sleep(settings.seconds(20) * 1_000L);
                return load.stop(60);
            }
        } finally {
            Settings.removeData(folder);
        }
    }
}
