package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.e2e.Program;
import kinora.e2e.Tools;
import kinora.testing.browser.BrowserHome;
import kinora.testing.browser.BrowserPlayback;
import kinora.testing.browser.PlaybackReport;
import kinora.testing.browser.Player;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: what the other tests of this package conclude from a browser can be trusted.
/// Method: the players against playlists that ffmpeg made, sound ones and a broken one.
class PlayersTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final int SECONDS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeAll
    static void makePlaylists() throws Exception {
        BrowserHome.PROGRAMS.forEach(Tools::require);
        Tools.require("ffmpeg");
        String camera = CameraFile.write(folder.resolve("camera.mkv"), START_MS, SECONDS)
                .toString();
        ffmpeg(camera, "-f", "hls", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod", "hls.m3u8");
        ffmpeg(camera, "-f", "dash", "dash.mpd");
    }

    private static void ffmpeg(String input, String... more) throws Exception {
        String output = folder.resolve(more[more.length - 1]).toString();
        List<String> options = List.of(more).subList(0, more.length - 1);
        // Pieces are named relative to the folder that ffmpeg runs in.
        List<String> command = new ArrayList<>(
                List.of("env", "-C", folder.toString(), "ffmpeg", "-v", "error", "-i", input, "-c", "copy"));
        command.addAll(options);
        command.add(output);
        assertThat(Program.run(Map.of(), command).output()).isBlank();
    }

    @ParameterizedTest
    @EnumSource
    void eachPlayerShowsEachSecond_andIsHeard_withoutAComplaint(Player player) throws Exception {
        Path playlist = folder.resolve(player == Player.DASH_JS ? "dash.mpd" : "hls.m3u8");
        try (BrowserPlayback playback = BrowserPlayback.playFile(player, playlist)) {
            PlaybackReport seen =
                    playback.await(report -> report.burntInSpanMs() > 4_000 && report.loudest() > 0.01, LONGEST);
            assertThat(seen.errors()).as("%s", seen).isEmpty();
            assertThat(seen.burntInSpanMs()).as("%s", seen).isGreaterThan(4_000);
            assertThat(seen.repeats()).isZero();
            assertThat(seen.loudest()).as("loudness").isGreaterThan(0.01);
            assertThat(seen.frames().getFirst().burntInMs()).isBetween(START_MS, START_MS + 4_000);
        }
    }

    @Test
    void missingSegment_isComplainedOf() throws Exception {
        Path broken = folder.resolve("broken.m3u8");
        Files.writeString(broken, Files.readString(folder.resolve("hls.m3u8")).replace("hls1.m4s", "nowhere.m4s"));
        try (BrowserPlayback playback = BrowserPlayback.playFile(Player.HLS_JS, broken)) {
            PlaybackReport seen = playback.await(
                    report -> report.errors().stream().anyMatch(error -> error.contains("404")), LONGEST);
            assertThat(seen.errors()).anyMatch(error -> error.contains("fragLoadError 404"));
        }
    }

    @Test
    void pageCanBeAskedAndPictured() throws Exception {
        try (BrowserPlayback playback = BrowserPlayback.playFile(Player.HLS_JS, folder.resolve("hls.m3u8"))) {
            playback.await(report -> !report.frames().isEmpty(), LONGEST);
            assertThat(playback.evaluate("document.querySelector('video').videoWidth")
                            .asInt(0))
                    .isEqualTo(640);
            playback.screenshot(folder.resolve("page.png"));
            assertThat(Files.size(folder.resolve("page.png"))).isGreaterThan(10_000);
        }
    }
}
