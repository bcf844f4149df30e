package kinora.bench.play;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kinora.bench.process.Target;
import kinora.cli.aws.ApiClient;
import kinora.store.TimestampKind;
import tools.jackson.databind.node.ObjectNode;

/// Opens sessions on one stream and fetches what their URLs name, one thing after the other.
public final class HlsPlayer implements AutoCloseable {
    private static final long ANSWER_SECONDS_MAX = 30;

    private final ApiClient api;
    private final Connections connections = new Connections();
    private final Connection connection;
    private final String stream;
    private final URI endpoint;

    public HlsPlayer(Target target, String stream) throws IOException, InterruptedException {
        this.api = new ApiClient(target.uri(), Target.ROOT, Target.REGION);
        this.connection = connections.connect(target.port());
        this.stream = stream;
        this.endpoint = api.dataEndpoint(stream, "GET_HLS_STREAMING_SESSION_URL");
    }

    /// The master playlist's address in a new session; `terms` says more than the stream's name.
    public URI open(Consumer<ObjectNode> terms) throws IOException, InterruptedException {
        return URI.create(api.call(endpoint, "getHLSStreamingSessionURL", body -> {
                    body.put("StreamName", stream);
                    terms.accept(body);
                })
                .path("HLSStreamingSessionURL")
                .asString(""));
    }

    /// The terms of a session that plays a span.
    public static Consumer<ObjectNode> onDemand(TimestampKind clock, long startMs, long endMs, int fragments) {
        return body -> {
            body.put("PlaybackMode", "ON_DEMAND").put("MaxMediaPlaylistFragmentResults", fragments);
            body.putObject("HLSFragmentSelector")
                    .put("FragmentSelectorType", clock + "_TIMESTAMP")
                    .putObject("TimestampRange")
                    .put("StartTimestamp", startMs / 1e3)
                    .put("EndTimestamp", endMs / 1e3);
        };
    }

    public byte[] get(URI uri) throws IOException, InterruptedException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        connections
                .loop()
                .execute(() -> connection.get(path(uri), true, (status, _, body) -> {
                    if (status == 200) {
                        answer.complete(body);
                    } else {
                        answer.completeExceptionally(new IOException(status + " for " + uri));
                    }
                }));
        try {
            return answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer for " + uri, e);
        }
    }

    /// What is asked for on a connection.
    public static String path(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    public Playlist playlist(URI uri) throws IOException, InterruptedException {
        return Playlist.read(uri, new String(get(uri), StandardCharsets.UTF_8));
    }

    /// The media playlists of a session: sound first, where it is apart.
    public List<URI> tracks(URI master) throws IOException, InterruptedException {
        return playlist(master).uris();
    }

    /// The first media playlist of a session whose master playlist nobody has asked for.
    public static URI mediaPlaylist(URI master) {
        return master.resolve("getHLSMediaPlaylist.m3u8?" + master.getRawQuery() + "&TrackNumber=1");
    }

    @Override
    public void close() {
        api.close();
        connections.close();
    }
}
