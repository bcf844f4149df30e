package kinora.cli.aws;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a new playback session can be watched: the player page, and the playlist for players of one's own.
public record PlayLink(URI page, URI playlist) {
    private static final String API_NAME = "GET_HLS_STREAMING_SESSION_URL";

    /// Opens a session; `fill` says more than the stream's name.
    public static PlayLink open(ApiClient client, String stream, Consumer<ObjectNode> fill)
            throws IOException, InterruptedException {
        JsonNode answer = client.call(client.dataEndpoint(stream, API_NAME), "getHLSStreamingSessionURL", body -> {
            body.put("StreamName", stream);
            fill.accept(body);
        });
        URI playlist = URI.create(answer.path("HLSStreamingSessionURL").asString(""));
        return new PlayLink(playlist.resolve("/play/" + stream + "?" + playlist.getRawQuery()), playlist);
    }
}
