package kinora.cli.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Signed calls of the Kinesis Video API, as JSON in and JSON or media out.
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int ERROR_BYTES_MAX = 64 << 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI endpoint;
    private final Credentials credentials;
    private final String region;
    private final HttpClient http;

    public ApiClient(URI endpoint, Credentials credentials, String region) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public URI endpoint() {
        return endpoint;
    }

    public Credentials credentials() {
        return credentials;
    }

    public String region() {
        return region;
    }

    /// One call of the control plane; `fill` puts the members into the request.
    public JsonNode call(String operation, Consumer<ObjectNode> fill) throws IOException, InterruptedException {
        return call(endpoint, operation, fill);
    }

    /// One call at the endpoint that [#dataEndpoint] answered.
    public JsonNode call(URI at, String operation, Consumer<ObjectNode> fill) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(at, operation, fill);
        try (InputStream body = response.body()) {
            byte[] json = body.readAllBytes();
            return json.length == 0 ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("the server answered " + operation + " with something that is no JSON", e);
        }
    }

    /// A call whose answer is media; the caller closes it.
    public InputStream media(URI at, String operation, Consumer<ObjectNode> fill)
            throws IOException, InterruptedException {
        return send(at, operation, fill).body();
    }

    /// Where an operation on a stream's media is served.
    public URI dataEndpoint(String streamName, String apiName) throws IOException, InterruptedException {
        JsonNode answer = call(
                "getDataEndpoint", body -> body.put("StreamName", streamName).put("APIName", apiName));
        return AwsEnvironment.parseEndpoint(answer.path("DataEndpoint").asString(""));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<InputStream> send(URI at, String operation, Consumer<ObjectNode> fill)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        fill.accept(body);
        HttpRequest request = signed(at, "/" + operation, JSON.writeValueAsBytes(body));
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        return response;
    }

    private HttpRequest signed(URI at, String path, byte[] body) {
        PlainRequest unsigned = new PlainRequest(
                "POST", path, "", List.of(Map.entry("Host", host(at)), Map.entry("Content-Type", "application/json")));
        HttpRequest.Builder request = HttpRequest.newBuilder(at.resolve(path))
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new SigV4Signer(credentials, region, "kinesisvideo")
                .headers(unsigned, PayloadHash.of(body), Instant.now())
                .forEach(request::header);
        return request.build();
    }

    /// As the JDK's client writes it: without the port where it is the scheme's own.
    private static String host(URI at) {
        int usual = at.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return at.getPort() < 0 || at.getPort() == usual ? at.getHost() : at.getHost() + ":" + at.getPort();
    }

    private static ApiCallException refusal(HttpResponse<InputStream> response) throws IOException {
        String type = response.headers().firstValue("x-amzn-ErrorType").orElse("");
        String name = type.substring(type.indexOf('#') + 1).split(":", 2)[0];
        try (InputStream body = response.body()) {
            String message = message(body.readNBytes(ERROR_BYTES_MAX));
            return new ApiCallException(name.isEmpty() ? "Error" : name, response.statusCode(), message);
        }
    }

    private static String message(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.path("Message").asString(json.path("message").asString(""));
        } catch (JacksonException e) {
            return "the server gave no reason that can be read";
        }
    }
}
