package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kinora.camera.CameraSettings;
import kinora.testing.KinoraEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.DASHPlaybackMode;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSPlaybackMode;

/// Goal: no playback URL that somebody made up is a fault of the server's, and none opens what the true one did not.
/// Method: every URL that real playlists name, changed in ways that a seed decides.
@Timeout(120)
class PlaybackUrlFuzzTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withSize(160, 120).withFramesPerSecond(10).withKeyFrameIntervalFrames(10);
    private static final long START_MS = 1_795_350_000_000L;
    private static final int CHANGED = 1_500;
    private static final Set<Integer> ALLOWED = Set.of(200, 206, 400, 403, 404, 416, 429);
    private static final Pattern URI_IN_PLAYLIST = Pattern.compile("(?m)^([^#\\s].*)$|URI=\"([^\"]+)\"");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "2",
            "999999999999999",
            "99999999999999999999",
            "1e3",
            "%00",
            "%F0%9F%8E%A5",
            "../../data",
            "NaN",
            "a".repeat(3_000));

    private final KinoraEndpoint server = SharedServer.get();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(20_261_122);

    @Test
    void madeUpUrls_areRefused_andNeverAFault() throws Exception {
        List<URI> known = knownUrls("fuzz-urls");
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < CHANGED; i++) {
            String changed = changed(known.get(random.nextInt(known.size())));
            HttpResponse<byte[]> answer = get(changed);
            assertThat(ALLOWED).as(changed).contains(answer.statusCode());
            seen.add(answer.statusCode());
        }
        assertThat(seen).contains(200, 400, 403, 404);
        for (URI url : known) {
            assertThat(get(url.toString()).statusCode()).as("%s", url).isEqualTo(200);
        }
    }

    /// A token with any character changed opens nothing, and the answer does not say whether there is such a stream.
    @Test
    void changedToken_opensNothing() throws Exception {
        String url = knownUrls("fuzz-token").getFirst().toString();
        int from = url.indexOf("SessionToken=") + "SessionToken=".length();
        for (int at = from; at < url.length(); at++) {
            char other = url.charAt(at) == 'A' ? 'B' : 'A';
            HttpResponse<byte[]> answer = get(url.substring(0, at) + other + url.substring(at + 1));
            assertThat(answer.statusCode()).as("character %d", at - from).isEqualTo(403);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("fuzz");
        }
    }

    private List<URI> knownUrls(String stream) throws Exception {
        List<URI> urls = new ArrayList<>();
        try (KinoraClient client = new KinoraClient(server);
                KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(server)) {
            client.createStream(stream);
            Footage.of(CAMERA, START_MS, 3_000).send(client, stream);
            Instant start = Instant.ofEpochMilli(START_MS - 1_000);
            Instant end = Instant.ofEpochMilli(START_MS + 60_000);
            urls.add(URI.create(archive.getHLSStreamingSessionURL(r -> r.streamName(stream)
                            .playbackMode(HLSPlaybackMode.ON_DEMAND)
                            .hlsFragmentSelector(s -> s.fragmentSelectorType("PRODUCER_TIMESTAMP")
                                    .timestampRange(t -> t.startTimestamp(start).endTimestamp(end))))
                    .hlsStreamingSessionURL()));
            urls.add(URI.create(archive.getDASHStreamingSessionURL(r -> r.streamName(stream)
                            .playbackMode(DASHPlaybackMode.ON_DEMAND)
                            .dashFragmentSelector(s -> s.fragmentSelectorType("PRODUCER_TIMESTAMP")
                                    .timestampRange(t -> t.startTimestamp(start).endTimestamp(end))))
                    .dashStreamingSessionURL()));
            urls.add(URI.create(client.clipUrl(stream, START_MS - 1_000, START_MS + 60_000)));
        }
        List<URI> playlists = named(urls.getFirst());
        urls.addAll(playlists);
        for (URI playlist : playlists) {
            urls.addAll(named(playlist));
        }
        return urls;
    }

    private List<URI> named(URI playlist) throws Exception {
        List<URI> named = new ArrayList<>();
        Matcher matcher =
                URI_IN_PLAYLIST.matcher(new String(get(playlist.toString()).body(), StandardCharsets.UTF_8));
        while (matcher.find()) {
            named.add(playlist.resolve(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
        }
        assertThat(named).isNotEmpty();
        return named;
    }

    private String changed(URI known) {
        String query = known.getRawQuery();
        String base = known.toString().substring(0, known.toString().indexOf('?'));
        List<String> parameters = new ArrayList<>(List.of(query.split("&")));
        int which = random.nextInt(parameters.size());
        String name = parameters.get(which).substring(0, parameters.get(which).indexOf('='));
        switch (random.nextInt(6)) {
            case 0 -> parameters.remove(which);
            case 1 -> parameters.add(parameters.get(which));
            case 2 -> parameters.set(which, name + "=" + VALUES.get(random.nextInt(VALUES.size())));
            case 3 -> parameters.add("_HLS_msn=" + VALUES.get(random.nextInt(VALUES.size())));
            case 4 -> base = base.substring(0, base.length() - 5) + 'x';
            default -> parameters.set(which, flipped(parameters.get(which)));
        }
        return base + "?" + String.join("&", parameters);
    }

    private String flipped(String parameter) {
        int at = random.nextInt(parameter.length());
        char other = (char) ('0' + random.nextInt(10));
        return parameter.substring(0, at) + other + parameter.substring(at + 1);
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
