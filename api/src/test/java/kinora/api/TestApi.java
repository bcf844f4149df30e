package kinora.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kinora.api.auth.Authorizer;
import kinora.api.auth.Identities;
import kinora.api.auth.Identity;
import kinora.api.call.Account;
import kinora.api.call.EndpointUrls;
import kinora.api.call.PageTokens;
import kinora.http.HttpServer;
import kinora.http.HttpServerConfig;
import kinora.http.Router;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import kinora.playback.Playback;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real API behind real HTTP on a free port, over a store in memory, and a client that signs.
final class TestApi implements AutoCloseable {
    static final Credentials ROOT = new Credentials("AKIDROOT", "secret", null);
    private static final JsonMapper JSON = new JsonMapper();

    final InMemoryStore store = new InMemoryStore();
    final RecordingMedia media = new RecordingMedia();
    final KinoraApi api;
    final Router router;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestApi(LimitsMode mode) throws IOException {
        Account account = new Account("123456789012", "us-east-1");
        KinoraApi.Settings settings =
                new KinoraApi.Settings(account, mode, new EndpointUrls(null, List.of()), new PageTokens(new byte[32]));
        Identity root = Identity.root(account.id(), ROOT.accessKeyId(), ROOT.secretAccessKey());
        api = new KinoraApi(
                settings,
                store,
                media,
                new Playback(store, mode, InstantSource.system()),
                Identities.only(root),
                Authorizer.rootOnly(),
                InstantSource.system());
        router = api.router();
        server = HttpServer.start(
                HttpServerConfig.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), router);
    }

    static TestApi start() throws IOException {
        return new TestApi(LimitsMode.RELAXED);
    }

    String authority() {
        return "127.0.0.1:" + server.address().getPort();
    }

    record Answer(int status, JsonNode body, String text, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }

        /// `404 ResourceNotFoundException`.
        String error() {
            return status + " " + header("x-amzn-ErrorType");
        }

        String message() {
            return body.path("Message").asString(body.path("message").asString(""));
        }
    }

    Answer call(Operation operation, String body) {
        return send(signed(operation.path(), body, PayloadHash.of(utf8(body)), ROOT, Instant.now()));
    }

    /// A request to sign otherwise than a client would, or to change after signing.
    HttpRequest.Builder signed(String path, String body, PayloadHash hash, Credentials credentials, Instant now) {
        PlainRequest request = new PlainRequest(
                "POST",
                path,
                "",
                List.of(Map.entry("Host", authority()), Map.entry("Content-Type", "application/json")));
        Map<String, String> added =
                new SigV4Signer(credentials, "us-east-1", "kinesisvideo").headers(request, hash, now);
        HttpRequest.Builder builder = unsigned("POST", path, body).header("Content-Type", "application/json");
        added.forEach(builder::header);
        return builder;
    }

    HttpRequest.Builder signedPutMedia(String stream, String body, PayloadHash hash) {
        PlainRequest request = new PlainRequest(
                "POST",
                "/putMedia",
                "",
                List.of(Map.entry("Host", authority()), Map.entry("x-amzn-stream-name", stream)));
        HttpRequest.Builder builder = unsigned("POST", "/putMedia", body).header("x-amzn-stream-name", stream);
        new SigV4Signer(ROOT, "us-east-1", "kinesisvideo")
                .headers(request, hash, Instant.now())
                .forEach(builder::header);
        return builder;
    }

    HttpRequest.Builder unsigned(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://" + authority() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(response.headers().map());
            String text = new String(response.body(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), json(response), text, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        boolean isJson =
                response.headers().firstValue("content-type").orElse("").contains("json");
        return isJson ? JSON.readTree(response.body()) : JSON.createObjectNode();
    }

    String createStream(String name, int retentionHours) {
        Answer created = call(
                Operation.CREATE_STREAM,
                "{\"StreamName\":\"" + name + "\",\"DataRetentionInHours\":" + retentionHours + "}");
        return created.body().path("StreamARN").asString();
    }

    List<String> createStreams(String... names) {
        List<String> arns = new ArrayList<>();
        for (String name : names) {
            arns.add(createStream(name, 24));
        }
        return arns;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
