package kinora.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.process.Load;
import kinora.bench.process.ProcStat;
import kinora.bench.process.Streams;
import kinora.bench.process.Target;

/// Producers that push hard: one of 100 MB/s, and in a heap of 512 MB a hundred of 1-byte chunks and five hundred of
/// 50 MB fragments. Memory stays bounded and everything that is acknowledged is there, in its size.
final class FatBench {
    private static final String SMALL_HEAP = "-Xmx512m";
    private static final int TINY_PRODUCERS = 100;
    private static final int HUGE_PRODUCERS = 500;
    private static final long HUGE_ROOM_BYTES = 40L << 30;

    /// Heap, and what a JVM needs beside it: code, classes, stacks, direct buffers.
    private static final double SMALL_HEAP_RSS_MB_MAX = 900;

    private static final double FAT_RSS_MB_MAX = 2_500;

    private final Settings settings;
    private final Report report;

    FatBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void runFat() throws IOException, InterruptedException {
        report.line("%nOne stream of 100 MB/s");
        int seconds = settings.seconds(30);
        run("fat", 1, settings.serverOptions(), FAT_RSS_MB_MAX, load -> Thread.sleep(seconds * 1_000L), "--media=fat");
    }

    void runTiny() throws IOException, InterruptedException {
        report.line("%n%d producers of 1-byte chunks, %s", TINY_PRODUCERS, SMALL_HEAP);
        int seconds = settings.seconds(20);
        run(
                "tiny",
                TINY_PRODUCERS,
                smallHeap(),
                SMALL_HEAP_RSS_MB_MAX,
                load -> Thread.sleep(seconds * 1_000L),
                "--media=bytes");
    }

    void runHuge() throws IOException, InterruptedException {
        report.line("%n%d producers of one 50 MB fragment, %s", HUGE_PRODUCERS, SMALL_HEAP);
        long free = Files.getFileStore(Files.createDirectories(settings.work())).getUsableSpace();
        if (free < HUGE_ROOM_BYTES) {
            report.skipped("needs 40 GB of free disk in " + settings.work() + ", which has " + (free >> 30) + " GB");
            return;
        }
        run(
                "huge",
                HUGE_PRODUCERS,
                smallHeap(),
                SMALL_HEAP_RSS_MB_MAX,
                load -> load.awaitEnd(900),
                "--media=huge",
                "--fragments=1");
    }

    private List<String> smallHeap() {
        List<String> options = new ArrayList<>(settings.serverOptions());
        options.add(SMALL_HEAP);
        return options;
    }

    private interface Course {
        void run(Load load) throws IOException, InterruptedException;
    }

    private void run(
            String name, int producers, List<String> jvm, double rssMbMax, Course course, String... loadOptions)
            throws IOException, InterruptedException {
        Path folder = settings.freshFolder(name);
        try (Target target = Target.kinora(folder, jvm)) {
            Streams.create(target, producers);
            List<String> options = new ArrayList<>(List.of(loadOptions));
            options.add("--producers=" + producers);
            try (Load load = Load.start(folder, target, options.toArray(String[]::new))) {
                judge(name, target, load, course, producers, rssMbMax);
            }
        } finally {
            Settings.removeData(folder);
        }
    }

    private void judge(String name, Target target, Load load, Course course, int producers, double rssMbMax)
            throws IOException, InterruptedException {
        ProcStat server = target.process().stat();
        long startNs = System.nanoTime();
        double cpuBefore = server.cpuMs();
        course.run(load);
        Load.Results seen = load.stop(240);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        double megabytes = seen.number("persisted") * load.payloadBytes() / 1e6;
        report.line(
                "  %.0f of %.0f fragments persisted, %.0f failed, %.0f cut; %.0f MB in %.1f s = %.1f MB/s, server CPU %.1f s, latest send %.0f ms",
                seen.number("persisted"),
                seen.number("begun"),
                seen.number("failed"),
                seen.number("cut"),
                megabytes,
                seconds,
                megabytes / seconds,
                (server.cpuMs() - cpuBefore) / 1e3,
                seen.number("latestMs"));
        report.judge(seen.isWhole(), name + ": all persisted, first failure: " + seen.text("firstFailure"));
        report.judge(sizesAreRight(target, producers, load, seen), name + ": ListFragments says the sizes sent");
        report.atMost(name + ", highest RSS", server.peakRssMb(), rssMbMax, "MB");
    }

    private boolean sizesAreRight(Target target, int producers, Load load, Load.Results seen)
            throws IOException, InterruptedException {
        long listed = 0;
        for (int i = 0; i < producers; i++) {
            for (long size : Streams.fragmentBytes(target, i)) {
                if (size != load.payloadBytes()) {
                    report.line("  stream %d: a fragment of %d bytes, not %d", i, size, load.payloadBytes());
                    return false;
                }
                listed++;
            }
        }
        report.line("  %d fragments listed, each of %d bytes", listed, load.payloadBytes());
        return listed == (long) seen.number("persisted");
    }
}
