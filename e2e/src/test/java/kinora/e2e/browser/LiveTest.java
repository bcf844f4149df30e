package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kinora.e2e.SharedServer;
import kinora.testing.CameraProcess;
import kinora.testing.browser.BrowserPlayback;
import kinora.testing.browser.PlaybackReport;
import kinora.testing.browser.Player;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// A camera that films now: the picture advances in each player without a complaint, and as soon as promised.
class LiveTest {
    private static final String STREAM = "browser-live";
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /// What is promised on an idle machine is measured by the benchmark; here both cores have other work.
    private static final long LOW_LATENCY_MS_MAX = 2_500;

    private static final long LATENCY_MS_MAX = 8_000;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private static BrowserServer server;

    @SuppressWarnings("NullAway.Init")
    private static CameraProcess camera;

    @BeforeAll
    static void film() throws Exception {
        BrowserServer.requireBrowser();
        server = new BrowserServer(SharedServer.get());
        server.createStream(STREAM);
        camera = CameraProcess.start(SharedServer.get(), STREAM, "--fragment-seconds", "1", "--size", "320x240");
        server.awaitFragments(STREAM, 4);
    }

    @AfterAll
    static void stop() {
        if (camera != null) {
            camera.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void hlsJsIsSecondsBehindTheCamera() throws Exception {
        URI url = server.hls(STREAM, _ -> {}).playlist();
        PlaybackReport seen = watch(Player.HLS_JS, url, 12_000);
        // The edge is thin: on a busy machine a player now and then waits for a part. The benchmark counts that.
        assertThat(seen.stallsMs().stream().mapToLong(Long::longValue).sum())
                .as("%s", seen)
                .isLessThan(3_000);
        assertThat(median(seen)).as("%s", seen).isLessThan(LOW_LATENCY_MS_MAX);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HLS_JS", "DASH_JS"})
    void otherHlsPlayersFollow(Player player) throws Exception {
        assertThat(median(watch(player, server.hls(STREAM, _ -> {}).playlist(), 6_000)))
                .isLessThan(LATENCY_MS_MAX);
    }

    @ParameterizedTest
    @EnumSource(names = {"DASH_JS", "SHAKA"})
    void dashPlayersFollow(Player player) throws Exception {
        assertThat(median(watch(player, server.dash(STREAM, _ -> {}), 6_000))).isLessThan(LATENCY_MS_MAX);
    }

    @Test
    void playersThatGetNoParts_followToo() throws Exception {
        URI url = server.hls(STREAM, body -> body.put("DiscontinuityMode", "ALWAYS"))
                .playlist();
        assertThat(median(watch(Player.HLS_JS, url, 6_000))).isLessThan(LATENCY_MS_MAX);
    }

    @Test
    void playerPageShowsTheCamera_andHowLate() throws Exception {
        try (BrowserPlayback page =
                BrowserPlayback.open(server.hls(STREAM, _ -> {}).page())) {
            PlaybackReport seen = page.await(report -> report.burntInSpanMs() > 4_000, LONGEST);
            assertThat(seen.errors()).as("%s", seen).isEmpty();
            assertThat(seen.burntInSpanMs()).as("%s", seen).isGreaterThan(4_000);
            assertThat(text(page, "stream")).isEqualTo(STREAM);
            assertThat(text(page, "state")).isEqualTo("playing");
            assertThat(text(page, "latency")).matches("\\d+\\.\\d s");
            page.screenshot(folder.resolve("page.png"));
            assertThat(Files.size(folder.resolve("page.png"))).isGreaterThan(10_000);
        }
    }

    @Test
    void playerPageSaysWhatIsWrong() throws Exception {
        URI page = server.hls(STREAM, _ -> {}).page();
        try (BrowserPlayback none = BrowserPlayback.open(page.resolve("/play/" + STREAM))) {
            assertThat(text(none, "trouble-title")).isEqualTo("This page needs a link with a session");
        }
        try (BrowserPlayback wrong = BrowserPlayback.open(page.resolve("/play/" + STREAM + "?SessionToken=wrong"))) {
            wrong.await(_ -> false, Duration.ofSeconds(3));
            assertThat(text(wrong, "trouble-title")).isEqualTo("This link has ended");
        }
    }

    private static String text(BrowserPlayback page, String id) throws Exception {
        return page.evaluate("document.getElementById('" + id + "').textContent")
                .asString("");
    }

    private static PlaybackReport watch(Player player, URI url, long spanMs) throws Exception {
        try (BrowserPlayback playback = BrowserPlayback.play(player, url)) {
            PlaybackReport seen = playback.await(report -> report.burntInSpanMs() > spanMs, LONGEST);
            System.out.println(player + ": " + seen);
            assertThat(seen.errors())
                    .as("%s", seen)
                    .allMatch(error -> error.contains("bufferStalledError") || error.contains("bufferNudgeOnStall"));
            assertThat(seen.burntInSpanMs()).as("%s", seen).isGreaterThan(spanMs);
            assertThat(seen.repeats()).isZero();
            return seen;
        }
    }

    private static long median(PlaybackReport seen) {
        long[] latencies = seen.latenciesMs();
        return latencies[latencies.length / 2];
    }
}
