package kinora.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./kinora bench`: measures, prints figures and judges them. Exit code 0 when all targets are reached, 1 when not.
@Command(name = "kinora bench", description = "Measures this build on this machine.")
public final class Bench implements Callable<Integer> {
    enum Part {
        ingest,
        latency,
        idle,
        fat,
        tiny,
        huge,
        timeline,
        archive,
        playback,
        all
    }

    @Parameters(arity = "0..1", defaultValue = "all", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Part part = Part.all;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds whose median is judged (default: 5).")
    private int rounds;

    @Option(names = "--seconds", description = "Length of a window (default: the benchmark's own).")
    private @Nullable Integer seconds;

    @Option(names = "--warm-up", description = "Seconds before a window (default: 110 for ingest, else 30).")
    private @Nullable Integer warmUpSeconds;

    @Option(names = "--producers", split = ",", defaultValue = "40,500", description = "Of the ingest benchmark.")
    private int[] producers = {};

    @Option(names = "--fragments", defaultValue = "1000000", description = "In the archive (default: a million).")
    private long fragments;

    @Option(names = "--no-nginx", description = "Leave nginx out.")
    private boolean noNginx;

    @Option(names = "--server-option", description = "A further option of the server's JVM.")
    private List<String> serverOptions = new ArrayList<>();

    @Option(names = "--work", description = "Where stores and logs go (default: kinora-bench in the temporary folder).")
    private @Nullable Path work;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work == null ? Path.of(System.getProperty("java.io.tmpdir"), "kinora-bench") : work;
        Settings settings = new Settings(rounds, seconds, warmUp(30), folder.toAbsolutePath(), serverOptions);
        Report report = new Report();
        report.line("%d cores, logs in %s", Runtime.getRuntime().availableProcessors(), settings.work());
        run(settings, report);
        return report.end() ? 0 : 1;
    }

    private int warmUp(int usual) {
        return warmUpSeconds == null ? usual : warmUpSeconds;
    }

    private void run(Settings settings, Report report) throws IOException, InterruptedException {
        FatBench fat = new FatBench(settings, report);
        boolean all = part == Part.all;
        if (all || part == Part.ingest) {
            // The JIT compiler goes on for two minutes; what it takes is no cost of a stream.
            new IngestBench(settings.withWarmUp(warmUp(110)), report).run(!noNginx, producers);
        }
        if (all || part == Part.latency) {
            new LatencyBench(settings, report).run();
        }
        if (all || part == Part.playback) {
            new PlaybackBench(settings, report).run();
        }
        if (all || part == Part.idle) {
            new IdleBench(settings, report).run();
        }
        if (all || part == Part.timeline) {
            new TimelineBench(settings, report).run();
        }
        if (all || part == Part.archive) {
            new ArchiveBench(settings, report).run(fragments, !noNginx);
            new AudienceBench(settings, report).run();
        }
        if (all || part == Part.fat) {
            fat.runFat();
        }
        if (all || part == Part.fat || part == Part.tiny) {
            fat.runTiny();
        }
        if (all || part == Part.fat || part == Part.huge) {
            fat.runHuge();
        }
    }
}
