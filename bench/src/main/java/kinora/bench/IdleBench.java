package kinora.bench;

import java.io.IOException;
import java.nio.file.Path;
import kinora.bench.process.Load;
import kinora.bench.process.ProcStat;
import kinora.bench.process.Streams;
import kinora.bench.process.Target;

/// What thousands of producers that send next to nothing cost in memory.
final class IdleBench {
    private static final int PRODUCERS = 2_000;
    private static final double RSS_MB_MAX = 400;

    private final Settings settings;
    private final Report report;

    IdleBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        report.line("%nIdle: %d producers, one frame of 1 KB each 10 s", PRODUCERS);
        Path folder = settings.freshFolder("idle");
        try (Target target = Target.kinora(folder, settings.serverOptions())) {
            ProcStat server = target.process().stat();
            report.line("  empty: RSS %.0f MB", server.rssMb());
            Streams.create(target, PRODUCERS);
            report.line("  %d streams: RSS %.0f MB", PRODUCERS, server.rssMb());
            try (Load load = Load.start(folder, target, "--media=idle", "--producers=" + PRODUCERS)) {
                report.line("  connected: RSS %.0f MB", server.rssMb());
                Thread.sleep(settings.seconds(120) * 1_000L);
                double rssMb = server.rssMb();
                Load.Results seen = load.stop(60);
                report.line("  persisted %.0f of %.0f", seen.number("persisted"), seen.number("begun"));
                report.judge(seen.isWhole(), "idle: all persisted, first failure: " + seen.text("firstFailure"));
                report.atMost(PRODUCERS + " idle producers, RSS", rssMb, RSS_MB_MAX, "MB");
            }
        } finally {
            Settings.removeData(folder);
        }
    }
}
