package kinora.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.process.Load;
import kinora.bench.process.ProcStat;
import kinora.bench.process.Streams;
import kinora.bench.process.Target;

/// CPU of paced ingest, against a sink that throws everything away and against nginx-rtmp.
final class IngestBench {
    private static final double SINK_RATIO_MAX = 3.0;
    private static final double NGINX_RATIO_MAX = 0.5;
    private static final int FEW = 40;

    private final Settings settings;
    private final Report report;
    private final int windowSeconds;

    IngestBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.windowSeconds = settings.seconds(20);
    }

    void run(boolean withNginx, int... producerCounts) throws IOException, InterruptedException {
        for (int producers : producerCounts) {
            compare(producers, withNginx && producers == FEW);
        }
    }

    private void compare(int producers, boolean withNginx) throws IOException, InterruptedException {
        report.line("%nIngest, %d producers: CPU in ms per stream and second", producers);
        List<Double> kinora = new ArrayList<>();
        List<Double> sink = new ArrayList<>();
        List<Double> nginx = new ArrayList<>();
        NginxRtmp rival = withNginx ? NginxRtmp.ifPresent(settings, report) : null;
        for (int round = 0; round < settings.rounds(); round++) {
            sink.add(sink(producers));
            kinora.add(kinora(producers));
            if (rival != null) {
                nginx.add(rival.cpuMsPerStreamSecond(producers, windowSeconds));
                report.line("  nginx-rtmp %.2f", nginx.getLast());
            }
        }
        report.line("  kinora %s, sink %s, nginx-rtmp %s", Report.all(kinora), Report.all(sink), Report.all(nginx));
        String of = producers + " producers, server / ";
        report.atMost(of + "sink", Report.median(kinora) / Report.median(sink), SINK_RATIO_MAX, "");
        if (rival != null) {
            report.atMost(of + "nginx-rtmp", Report.median(kinora) / Report.median(nginx), NGINX_RATIO_MAX, "");
        }
    }

    private double sink(int producers) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("ingest-sink");
        try (Target target = Target.sink(folder)) {
            return measure("sink", folder, target, producers);
        }
    }

    private double kinora(int producers) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("ingest-kinora");
        try (Target target = Target.kinora(folder, settings.serverOptions())) {
            Streams.create(target, producers);
            return measure("kinora", folder, target, producers);
        } finally {
            Settings.removeData(folder);
        }
    }

    private double measure(String name, Path folder, Target target, int producers)
            throws IOException, InterruptedException {
        try (Load load = Load.start(folder, target, "--media=camera", "--producers=" + producers)) {
            Thread.sleep(settings.warmUpSeconds() * 1_000L);
            load.measure();
            ProcStat server = target.process().stat();
            long startNs = System.nanoTime();
            double before = server.cpuMs();
            double generatorBefore = load.stat().cpuMs();
            Thread.sleep(windowSeconds * 1_000L);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            double cpu = (server.cpuMs() - before) / seconds / producers;
            double generator = (load.stat().cpuMs() - generatorBefore) / seconds / producers;
            double rssMb = server.rssMb();
            Load.Results seen = load.stop(60);
            report.line(
                    "  %s %.2f (generator %.2f, %.0f packets/s, latest send %.1f ms, RSS %.0f MB, %.0f of %.0f persisted)",
                    name,
                    cpu,
                    generator,
                    seen.number("sends") / seconds,
                    seen.number("latestMs"),
                    rssMb,
                    seen.number("persisted"),
                    seen.number("begun"));
            report.warnIfBusy(seen.number("latestMs"));
            return cpu;
        }
    }
}
