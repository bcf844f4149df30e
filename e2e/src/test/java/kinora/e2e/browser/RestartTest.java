package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import kinora.testing.CameraProcess;
import kinora.testing.ServerProcess;
import kinora.testing.browser.BrowserPlayback;
import kinora.testing.browser.PlaybackReport;
import kinora.testing.browser.Player;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed under a player and comes back: the picture goes on, and nothing is seen twice.
class RestartTest {
    private static final String STREAM = "browser-restart";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void hlsJsGoesOn_withoutAReloadOrARepeat() throws Exception {
        BrowserServer.requireBrowser();
        ServerProcess first = ServerProcess.start(folder.resolve("data"));
        try (BrowserServer client = new BrowserServer(first)) {
            client.createStream(STREAM);
        }
        try (CameraProcess before = film(first);
                BrowserPlayback playback = BrowserPlayback.play(Player.HLS_JS, session(first))) {
            PlaybackReport seen = playback.await(report -> report.burntInSpanMs() > 4_000, LONGEST);
            assertThat(seen.burntInSpanMs()).as("%s", seen).isGreaterThan(4_000);
            playback.evaluate("window.kinoraNeverReloaded = true");
            int port = first.port();
            first.kill();
            before.stop();
            try (ServerProcess second = ServerProcess.start(folder.resolve("data"), port);
                    CameraProcess after = film(second)) {
                assertThat(after).isNotNull();
                long restartedMs = System.currentTimeMillis();
                PlaybackReport all = playback.await(report -> showsNewer(report, restartedMs + 6_000), LONGEST);
                assertThat(showsNewer(all, restartedMs + 6_000)).as("%s", all).isTrue();
                assertThat(all.repeats()).as("%s", all).isZero();
                assertThat(playback.evaluate("window.kinoraNeverReloaded").asBoolean(false))
                        .isTrue();
            }
        } finally {
            first.close();
        }
    }

    private static boolean showsNewer(PlaybackReport report, long thanMs) {
        return report.frames().stream().anyMatch(frame -> frame.burntInMs() > thanMs);
    }

    private static CameraProcess film(ServerProcess server) throws Exception {
        return CameraProcess.start(server, STREAM, "--fragment-seconds", "1", "--size", "320x240");
    }

    private static URI session(ServerProcess server) throws Exception {
        try (BrowserServer client = new BrowserServer(server)) {
            client.awaitFragments(STREAM, 3);
            return client.hls(STREAM, body -> body.put("Expires", 600)).playlist();
        }
    }
}
