package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import kinora.e2e.SharedServer;
import kinora.e2e.Tools;
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
import tools.jackson.databind.node.ObjectNode;

/// What was recorded is shown from its first picture on and heard, by each player, as each kind of session.
class RecordedTest {
    private static final int SECONDS = 8;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String STREAM = "browser-recorded";
    private static final String SELECTOR = "HLSFragmentSelector";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static BrowserServer server;

    @SuppressWarnings("NullAway.Init")
    private static Path camera;

    @BeforeAll
    static void record() throws Exception {
        BrowserServer.requireBrowser();
        server = new BrowserServer(SharedServer.get());
        camera = Recording.camera(folder, SECONDS);
        server.store(STREAM, camera, Recording.START_MS);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DASH_JS")
    void hlsPlayersShowEachSecond_andAreHeard(Player player) throws Exception {
        assertPlaysAll(player, hls(STREAM, _ -> {}));
    }

    @ParameterizedTest
    @EnumSource(names = {"DASH_JS", "SHAKA", "VIDEO_JS"})
    void dashPlayersShowEachSecond_andAreHeard(Player player) throws Exception {
        assertPlaysAll(player, server.dash(STREAM, body -> BrowserServer.everything(body, "DASHFragmentSelector")));
    }

    @Test
    void hlsJsPlaysTransportStreams() throws Exception {
        assertPlaysAll(Player.HLS_JS, hls(STREAM, body -> body.put("ContainerFormat", "MPEG_TS")));
    }

    /// Browsers play no G.711 in MP4; as FLAC it is the same sound.
    @Test
    void cameraSoundInG711_isHeard() throws Exception {
        Tools.require("ffmpeg");
        Path alaw =
                Recording.recoded(camera, "alaw.mkv", "-c:v", "copy", "-c:a", "pcm_alaw", "-ar", "8000", "-ac", "1");
        server.store("browser-alaw", alaw, Recording.START_MS);
        assertPlaysAll(Player.HLS_JS, hls("browser-alaw", _ -> {}));
    }

    /// Frames that are decoded in another order than they are shown.
    @Test
    void picturesWithBFrames_areShownInOrder() throws Exception {
        Tools.require("ffmpeg");
        Path reordered = Recording.recoded(
                camera, "bframes.mkv", "-c:v", "libx264", "-bf", "3", "-g", "30", "-preset", "fast", "-c:a", "copy");
        server.store("browser-bframes", reordered, Recording.START_MS);
        assertPlaysAll(Player.HLS_JS, hls("browser-bframes", _ -> {}));
    }

    private static URI hls(String stream, Consumer<ObjectNode> more) throws Exception {
        return server.hls(stream, body -> {
                    BrowserServer.everything(body, SELECTOR);
                    more.accept(body);
                })
                .playlist();
    }

    private static void assertPlaysAll(Player player, URI url) throws Exception {
        try (BrowserPlayback playback = BrowserPlayback.listen(player, url)) {
            PlaybackReport seen =
                    playback.await(report -> report.burntInSpanMs() > 6_000 && report.loudest() > 0.01, LONGEST);
            assertThat(seen.errors()).as("%s", seen).isEmpty();
            assertThat(seen.burntInSpanMs()).as("%s", seen).isGreaterThan(6_000);
            assertThat(seen.loudest()).as("loudness").isGreaterThan(0.01);
            assertThat(seen.repeats()).isZero();
            assertThat(seen.frames().getFirst().burntInMs()).isBetween(Recording.START_MS, Recording.START_MS + 500);
        }
    }
}
