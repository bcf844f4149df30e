package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.PlayLink;
import kinora.e2e.Tools;
import kinora.producer.PutMediaConnection;
import kinora.producer.PutMediaRequest;
import kinora.testing.KinoraEndpoint;
import kinora.testing.browser.BrowserHome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What every test of this package does with its server: streams, media in them, playback sessions.
final class BrowserServer implements AutoCloseable {
    private static final int FRAGMENTS_SECONDS_MAX = 40;

    private final ApiClient api;

    BrowserServer(KinoraEndpoint server) {
        this.api = new ApiClient(server.uri(), server.credentials(), server.region());
    }

    /// Chromium, and what drives it.
    static void requireBrowser() {
        BrowserHome.PROGRAMS.forEach(Tools::require);
    }

    void createStream(String name) throws IOException, InterruptedException {
        api.call("createStream", body -> body.put("StreamName", name).put("DataRetentionInHours", 24));
    }

    /// Stores a Matroska file whose timestamps count from a moment.
    void store(String stream, Path file, long startMs) throws IOException, InterruptedException {
        createStream(stream);
        PutMediaConnection connection = PutMediaConnection.open(
                PutMediaRequest.absolute(api.endpoint(), api.credentials(), api.region(), stream)
                        .relativeTo(startMs),
                _ -> {});
        try (connection) {
            connection.write(ByteBuffer.wrap(Files.readAllBytes(file)));
            connection.finish(Duration.ofSeconds(30));
            assertThat(connection.lastFailure()).isNull();
        }
    }

    /// Waits until a stream has so many fragments that can be played.
    void awaitFragments(String stream, int wanted) throws IOException, InterruptedException {
        for (int i = 0; i < FRAGMENTS_SECONDS_MAX * 5 && fragments(stream) < wanted; i++) {
            Thread.sleep(200);
        }
        assertThat(fragments(stream)).as("fragments of %s", stream).isGreaterThanOrEqualTo(wanted);
    }

    private int fragments(String stream) throws IOException, InterruptedException {
        JsonNode page = api.call("listFragments", body -> {
            body.put("StreamName", stream);
            body.putObject("FragmentSelector")
                    .put("FragmentSelectorType", "SERVER_TIMESTAMP")
                    .putObject("TimestampRange")
                    .put("StartTimestamp", 0)
                    .put("EndTimestamp", System.currentTimeMillis() / 1000 + 3600);
        });
        return page.path("Fragments").size();
    }

    PlayLink hls(String stream, Consumer<ObjectNode> fill) throws IOException, InterruptedException {
        return PlayLink.open(api, stream, fill);
    }

    URI dash(String stream, Consumer<ObjectNode> fill) throws IOException, InterruptedException {
        JsonNode answer = api.call(api.endpoint(), "getDASHStreamingSessionURL", body -> {
            body.put("StreamName", stream);
            fill.accept(body);
        });
        return URI.create(answer.path("DASHStreamingSessionURL").asString(""));
    }

    /// All that a stream has, as a list that does not change.
    static void everything(ObjectNode body, String selector) {
        body.put("PlaybackMode", "ON_DEMAND");
        body.putObject(selector)
                .put("FragmentSelectorType", "PRODUCER_TIMESTAMP")
                .putObject("TimestampRange")
                .put("StartTimestamp", Recording.START_MS / 1000.0 - 1)
                .put("EndTimestamp", Recording.START_MS / 1000.0 + 3600);
    }

    @Override
    public void close() {
        api.close();
    }
}
