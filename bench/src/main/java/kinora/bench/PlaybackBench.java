package kinora.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kinora.bench.process.Target;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.PlayLink;
import kinora.sigv4.Credentials;
import kinora.testing.CameraProcess;
import kinora.testing.KinoraEndpoint;
import kinora.testing.browser.BrowserHome;
import kinora.testing.browser.BrowserPlayback;
import kinora.testing.browser.PlaybackReport;
import kinora.testing.browser.Player;
import tools.jackson.databind.node.ObjectNode;

/// From camera to screen: a synthetic camera that burns the time into its picture, and hls.js at its defaults in a
/// real browser, which reads it back from what is shown.
final class PlaybackBench {
    private static final String STREAM = "bench-live";

    /// A session is opened on fragments of this camera, and a player's start-up is its own affair.
    private static final long CAMERA_LEAD_MS = 8_000;

    private static final long PLAYER_START_MS = 8_000;

    private final Settings settings;
    private final Report report;

    PlaybackBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    private record Server(Target target) implements KinoraEndpoint {
        @Override
        public URI uri() {
            return target.uri();
        }

        @Override
        public Credentials credentials() {
            return Target.ROOT;
        }

        @Override
        public String region() {
            return Target.REGION;
        }
    }

    void run() throws IOException, InterruptedException {
        List<String> missing =
                BrowserHome.PROGRAMS.stream().filter(name -> !isOnPath(name)).toList();
        if (!missing.isEmpty()) {
            report.skipped("playback needs " + String.join(", ", missing));
            return;
        }
        report.line("%nPlayback: key frames 1 s apart, hls.js in Chromium for %d s", settings.seconds(60));
        judge("low-latency HLS", 1_500, _ -> {});
        judge("plain HLS", 4_500, body -> body.put("DiscontinuityMode", "ALWAYS"));
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void judge(String what, double latencyMsMax, Consumer<ObjectNode> session)
            throws IOException, InterruptedException {
        List<Double> p95 = new ArrayList<>();
        double stalls = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            PlaybackReport seen = round(session);
            long[] latencies = seen.latenciesMs();
            p95.add(latencies.length == 0 ? Double.NaN : latencies[latencies.length * 95 / 100]);
            stalls += seen.stallsMs().size();
            report.line("  %s: %s; p95 %.0f ms", what, seen, p95.getLast());
        }
        report.atMost(what + ", camera to screen, p95", Report.median(p95), latencyMsMax, "ms");
        report.atMost(what + ", stalls", stalls, 0, "in all rounds");
    }

    private PlaybackReport round(Consumer<ObjectNode> session) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("playback");
        try (Target target = Target.kinora(folder, settings.serverOptions());
                ApiClient api = new ApiClient(target.uri(), Target.ROOT, Target.REGION);
                CameraProcess camera = CameraProcess.start(new Server(target), STREAM, "--fragment-seconds", "1")) {
            Thread.sleep(CAMERA_LEAD_MS);
            URI playlist = PlayLink.open(api, STREAM, session).playlist();
            try (BrowserPlayback playback = BrowserPlayback.play(Player.HLS_JS, playlist)) {
                Thread.sleep(PLAYER_START_MS);
                long fromMs = System.currentTimeMillis();
                Thread.sleep(settings.seconds(60) * 1_000L);
                return playback.report().shownFrom(fromMs);
            } finally {
                camera.stop();
            }
        } finally {
            Settings.removeData(folder);
        }
    }
}
