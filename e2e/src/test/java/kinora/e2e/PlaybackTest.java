package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kinora.camera.CameraSettings;
import kinora.testing.KinoraEndpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ClipFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ContainerFormat;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.DASHFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.DASHPlaybackMode;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.Fragment;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.FragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSDiscontinuityMode;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSPlaybackMode;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.KinesisVideoArchivedMediaException;

/// Goal: what a player gets is what the camera sent. Method: ffmpeg plays every session URL that AWS's SDK got, must
/// not warn, and must show the very frames of the stored Matroska.
@Timeout(180)
class PlaybackTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(10).withKeyFrameIntervalFrames(10);
    private static final long START_MS = 1_795_340_000_000L;
    private static final int SECONDS = 6;
    private static final String STREAM = "playback";

    private static final KinoraEndpoint SERVER = SharedServer.get();

    @TempDir
    Path folder;

    @BeforeAll
    static void recordOnce() throws Exception {
        try (KinoraClient client = new KinoraClient(SERVER)) {
            client.createStream(STREAM);
            Footage.of(CAMERA, START_MS, SECONDS * 1_000).send(client, STREAM);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ContainerFormat.class,
            names = {"FRAGMENTED_MP4", "MPEG_TS"})
    void hlsShowsEveryFrame(ContainerFormat container) throws Exception {
        List<String> source = frames(storedMatroska(), "v");
        assertThat(source).hasSize(SECONDS * 10);
        assertThat(frames(hls(container, HLSDiscontinuityMode.NEVER), "v")).isEqualTo(source);
        assertThat(frames(hls(container, HLSDiscontinuityMode.ON_DISCONTINUITY), "v"))
                .isEqualTo(source);
    }

    @Test
    void dashShowsEveryFrame() throws Exception {
        assertThat(frames(dash(), "v")).isEqualTo(frames(storedMatroska(), "v"));
    }

    @Test
    void soundComesWhole() throws Exception {
        int packets = frames(storedMatroska(), "a").size();
        assertThat(packets).isGreaterThan(SECONDS * 40);
        assertThat(frames(hls(ContainerFormat.FRAGMENTED_MP4, HLSDiscontinuityMode.NEVER), "a"))
                .hasSize(packets);
        assertThat(frames(dash(), "a")).hasSize(packets);
    }

    @Test
    void playlistsKeepTheRules() throws Exception {
        String master = get(hls(ContainerFormat.FRAGMENTED_MP4, HLSDiscontinuityMode.ALWAYS));
        assertThat(master).startsWith("#EXTM3U\n").contains("avc1.").contains("mp4a.40.2");
        String url = hls(ContainerFormat.FRAGMENTED_MP4, HLSDiscontinuityMode.ALWAYS);
        String playlist = get(sibling(url, lastLine(get(url))));
        assertThat(playlist).contains("#EXT-X-PLAYLIST-TYPE:VOD\n").endsWith("#EXT-X-ENDLIST\n");
        int target = Integer.parseInt(found(playlist, "#EXT-X-TARGETDURATION:(\\d+)"));
        Matcher lengths = Pattern.compile("#EXTINF:([0-9.]+),").matcher(playlist);
        int segments = 0;
        while (lengths.find()) {
            assertThat(Math.round(Double.parseDouble(lengths.group(1)))).isLessThanOrEqualTo(target);
            segments++;
        }
        assertThat(segments).isEqualTo(SECONDS);
        assertThat(playlist.split("#EXT-X-DISCONTINUITY\n", -1)).hasSize(SECONDS + 2);
        assertThat(playlist.split("#EXT-X-MAP:", -1)).hasSize(2);
    }

    @Test
    void clipUrl_givesTheVeryBytesOfTheClip_inRanges() throws Exception {
        String url;
        byte[] clip;
        try (KinoraClient client = new KinoraClient(SERVER);
                KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(SERVER)) {
            url = client.clipUrl(STREAM, START_MS, START_MS + 60_000);
            try (ResponseInputStream<?> media = archive.getClip(r -> r.streamName(STREAM)
                    .clipFragmentSelector(s -> s.fragmentSelectorType(ClipFragmentSelectorType.PRODUCER_TIMESTAMP)
                            .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(START_MS))
                                    .endTimestamp(Instant.ofEpochMilli(START_MS + 60_000)))))) {
                clip = media.readAllBytes();
            }
        }
        assertThat(range(url, "bytes=0-99", 206)).isEqualTo(Arrays.copyOf(clip, 100));
        assertThat(range(url, "bytes=-500", 206)).isEqualTo(Arrays.copyOfRange(clip, clip.length - 500, clip.length));
        assertThat(range(url, "bytes=1000-" + (clip.length + 5), 206))
                .isEqualTo(Arrays.copyOfRange(clip, 1_000, clip.length));
        assertThat(range(url, "bytes=" + clip.length + "-", 416)).isEmpty();
        assertThat(range(url, "bytes=0-1,5-6", 200)).isEqualTo(clip);
        assertThat(frames(url, "v")).isEqualTo(frames(storedMatroska(), "v"));
    }

    private static byte[] range(String url, String range, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Range", range)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(range).isEqualTo(status);
            return answer.body();
        }
    }

    @Test
    void tamperedAndForeignTokensOpenNothing() throws Exception {
        String url = hls(ContainerFormat.FRAGMENTED_MP4, HLSDiscontinuityMode.NEVER);
        String changed = url.substring(0, url.length() - 1) + (url.endsWith("A") ? "B" : "A");
        assertThat(status(changed)).isEqualTo(403);
        assertThat(status(url.replace("/hls/v1/getHLSMasterPlaylist.m3u8", "/dash/v1/getDASHManifest.mpd")))
                .isEqualTo(403);
        assertThat(status(url)).isEqualTo(200);
    }

    @Test
    void spansWithoutFragmentsAreNotFound_andBadOnesRefused() {
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(SERVER)) {
            assertThat(refusal(() -> archive.getHLSStreamingSessionURL(r -> r.streamName(STREAM)
                            .playbackMode(HLSPlaybackMode.ON_DEMAND)
                            .hlsFragmentSelector(s -> s.fragmentSelectorType(HLSFragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(1_000))
                                            .endTimestamp(Instant.ofEpochMilli(2_000)))))))
                    .isEqualTo("ResourceNotFoundException");
            assertThat(refusal(() -> archive.getHLSStreamingSessionURL(
                            r -> r.streamName(STREAM).playbackMode(HLSPlaybackMode.ON_DEMAND))))
                    .isEqualTo("InvalidArgumentException");
            assertThat(refusal(() -> archive.getHLSStreamingSessionURL(
                            r -> r.streamName(STREAM).expires(10))))
                    .isEqualTo("InvalidArgumentException");
        }
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (KinesisVideoArchivedMediaException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    // ---- what is played

    private String hls(ContainerFormat container, HLSDiscontinuityMode mode) {
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(SERVER)) {
            return archive.getHLSStreamingSessionURL(r -> r.streamName(STREAM)
                            .playbackMode(HLSPlaybackMode.ON_DEMAND)
                            .containerFormat(container)
                            .discontinuityMode(mode)
                            .hlsFragmentSelector(s -> s.fragmentSelectorType(HLSFragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(START_MS))
                                            .endTimestamp(Instant.ofEpochMilli(START_MS + 60_000)))))
                    .hlsStreamingSessionURL();
        }
    }

    private String dash() {
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(SERVER)) {
            return archive.getDASHStreamingSessionURL(r -> r.streamName(STREAM)
                            .playbackMode(DASHPlaybackMode.ON_DEMAND)
                            .dashFragmentSelector(s -> s.fragmentSelectorType(
                                            DASHFragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(START_MS))
                                            .endTimestamp(Instant.ofEpochMilli(START_MS + 60_000)))))
                    .dashStreamingSessionURL();
        }
    }

    private String storedMatroska() throws Exception {
        Path file = folder.resolve("stored.mkv");
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(SERVER)) {
            List<String> numbers = archive
                    .listFragments(r -> r.streamName(STREAM)
                            .fragmentSelector(s -> s.fragmentSelectorType(FragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(START_MS))
                                            .endTimestamp(Instant.ofEpochMilli(START_MS + 60_000)))))
                    .fragments()
                    .stream()
                    .map(Fragment::fragmentNumber)
                    .toList();
            try (ResponseInputStream<?> media =
                    archive.getMediaForFragmentList(r -> r.streamName(STREAM).fragments(numbers))) {
                Files.write(file, media.readAllBytes());
            }
        }
        return file.toString();
    }

    /// The hash of each decoded frame of the first track of that kind. Any warning of ffmpeg's fails the test.
    private List<String> frames(String input, String kind) throws Exception {
        Path warnings = folder.resolve("warnings");
        Process ffmpeg = new ProcessBuilder(
                        Tools.require("ffmpeg"),
                        "-v",
                        "warning",
                        "-nostdin",
                        "-i",
                        input,
                        "-map",
                        "0:" + kind + ":0",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framemd5",
                        "-")
                .redirectError(warnings.toFile())
                .start();
        List<String> hashes = new ArrayList<>();
        try (InputStream out = ffmpeg.getInputStream()) {
            for (String line : new String(out.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    hashes.add(line.substring(line.lastIndexOf(',') + 1).strip());
                }
            }
        }
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (!input.endsWith(".mkv")) {
            assertThat(warnings).hasContent("");
        }
        return hashes;
    }

    private static String get(String url) throws Exception {
        return send(url).body();
    }

    private static int status(String url) throws Exception {
        return send(url).statusCode();
    }

    private static HttpResponse<String> send(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\n", -1);
        return lines[lines.length - 1];
    }

    private static String sibling(String url, String relative) {
        return URI.create(url).resolve(relative).toString();
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
