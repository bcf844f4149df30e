package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kinora.api.page.PlayerPage;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is anonymous, and nothing but PutMedia is taken with another body than the one signed.
class AccessTest {
    private static final List<String> OPEN = Stream.concat(
                    Stream.of("/healthz", "/readyz"), PlayerPage.handlers().keySet().stream())
            .toList();

    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
        api.createStream("cam", 24);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyRouteIsSigned_orNamedAsOpen() {
        List<Route> routes = ((KinoraRouter) api.router)
                .routes().stream()
                        .filter(route -> route.access() != Route.Access.SESSION)
                        .toList();
        assertThat(routes).hasSize(Operation.values().length + OPEN.size());
        for (Route route : routes) {
            TestApi.Answer answer = api.send(api.unsigned(route.method(), route.path(), ""));
            if (OPEN.contains(route.path())) {
                assertThat(answer.status()).as(route.path()).isEqualTo(200);
                assertThat(answer.body().isEmpty()).isTrue();
            } else {
                assertThat(answer.error()).as(route.path()).isEqualTo("403 MissingAuthenticationTokenException");
                assertThat(answer.body().path("message").asString()).isEqualTo("Missing Authentication Token");
            }
        }
        assertThat(api.media.asked).isEmpty();
    }

    @Test
    void resourcesOfPlaybackSessions_openWithAGoodTokenAlone() {
        List<String> paths = ((KinoraRouter) api.router)
                .routes().stream()
                        .filter(route -> route.access() == Route.Access.SESSION)
                        .map(Route::path)
                        .toList();
        assertThat(paths).hasSizeGreaterThanOrEqualTo(6);
        for (String path : paths) {
            for (String token : List.of("", "?SessionToken=", "?SessionToken=cam", "?SessionToken=" + "A".repeat(43))) {
                TestApi.Answer answer = api.send(api.unsigned("GET", path + token, ""));
                assertThat(answer.error()).as(path + token).isEqualTo("403 AccessDeniedException");
                assertThat(answer.message()).isEqualTo("The streaming session token is invalid.");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Operation.class, mode = EnumSource.Mode.EXCLUDE, names = "PUT_MEDIA")
    void oneChangedBodyByteIsRefused(Operation operation) {
        String body = "{\"StreamName\":\"cam\"}";
        PayloadHash hash = PayloadHash.of(TestApi.utf8(body));
        for (int i = 0; i < body.length(); i++) {
            String changed = body.substring(0, i) + (char) (body.charAt(i) ^ 1) + body.substring(i + 1);
            HttpRequest.Builder request = api.signed(operation.path(), changed, hash, TestApi.ROOT, Instant.now());
            assertThat(api.send(request).error()).isEqualTo("403 InvalidSignatureException");
        }
        for (PayloadHash literal : List.of(PayloadHash.EMPTY, PayloadHash.UNSIGNED, PayloadHash.STREAMING)) {
            HttpRequest.Builder request = api.signed(operation.path(), body, literal, TestApi.ROOT, Instant.now());
            assertThat(api.send(request).error()).isEqualTo("403 InvalidSignatureException");
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void strangersAndWrongSecretsAreRefused(Operation operation) {
        Credentials stranger = new Credentials("AKIDNOBODY", "secret", null);
        Credentials wrongSecret = new Credentials("AKIDROOT", "wrong", null);
        Credentials strangeToken = new Credentials("AKIDROOT", "secret", "token");
        assertThat(signedBy(operation, stranger).error()).isEqualTo("403 UnrecognizedClientException");
        assertThat(signedBy(operation, stranger).body().path("message").asString())
                .isEqualTo("The security token included in the request is invalid.");
        assertThat(signedBy(operation, wrongSecret).error()).isEqualTo("403 InvalidSignatureException");
        assertThat(signedBy(operation, strangeToken).error()).isEqualTo("403 UnrecognizedClientException");
        assertThat(api.media.asked).isEmpty();
    }

    private TestApi.Answer signedBy(Operation operation, Credentials credentials) {
        return api.send(api.signed(operation.path(), "", PayloadHash.EMPTY, credentials, Instant.now()));
    }

    @Test
    void clockMayBeOffByFiveMinutesInAwsMode_byFifteenElse() throws Exception {
        Instant late = Instant.now().minus(Duration.ofMinutes(10));
        assertThat(describeAt(api, late).status()).isEqualTo(200);
        try (TestApi aws = new TestApi(LimitsMode.AWS)) {
            aws.createStream("cam", 0);
            TestApi.Answer refused = describeAt(aws, late);
            assertThat(refused.error()).isEqualTo("403 InvalidSignatureException");
            assertThat(refused.message()).startsWith("Signature expired: ").endsWith(" - 5 min.)");
        }
    }

    private static TestApi.Answer describeAt(TestApi api, Instant when) {
        String body = "{\"StreamName\":\"cam\"}";
        return api.send(api.signed(
                Operation.DESCRIBE_STREAM.path(), body, PayloadHash.of(TestApi.utf8(body)), TestApi.ROOT, when));
    }

    @Test
    void putMediaIsTakenOnItsHeadersAlone_whenItsStreamExists() {
        assertThat(put("cam", PayloadHash.UNSIGNED).status()).isEqualTo(200);
        assertThat(api.media.asked.poll()).isEqualTo("put cam");
        assertThat(put("nowhere", PayloadHash.UNSIGNED).error()).isEqualTo("404 ResourceNotFoundException");
        TestApi.Answer unsignedName =
                api.send(api.signed("/putMedia", "media", PayloadHash.UNSIGNED, TestApi.ROOT, Instant.now())
                        .header("x-amzn-stream-name", "cam"));
        assertThat(unsignedName.error()).isEqualTo("403 InvalidSignatureException");
        assertThat(api.send(api.signed("/putMedia", "media", PayloadHash.UNSIGNED, TestApi.ROOT, Instant.now()))
                        .error())
                .isEqualTo("400 InvalidArgumentException");
    }

    private TestApi.Answer put(String stream, PayloadHash hash) {
        return api.send(api.signedPutMedia(stream, "media", hash));
    }

    @Test
    void operationsThatAreNotBuiltSaySo_toThoseWhoMayAsk() {
        TestApi.Answer answer = api.call(Operation.JOIN_STORAGE_SESSION, "{}");
        assertThat(answer.error()).isEqualTo("501 NotImplementedException");
        assertThat(answer.message()).contains("JoinStorageSession is not built yet", "coverage.md");
    }

    @Test
    void pathsAreExact() {
        for (String path : List.of("/DescribeStream", "/describeStream/", "//describeStream", "/", "/tagResource")) {
            assertThat(api.send(api.unsigned("POST", path, "{}")).error())
                    .as(path)
                    .isEqualTo("404 UnknownOperationException");
        }
        assertThat(api.send(api.unsigned("GET", "/describeStream", "")).status())
                .isEqualTo(404);
    }

    @Test
    void browsersMayCallEverything_butPutMedia() {
        TestApi.Answer allowed = api.send(api.unsigned("OPTIONS", "/getDataEndpoint", "")
                .header("Origin", "https://page.example")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(allowed.header("Access-Control-Allow-Headers"))
                .contains("authorization,content-type,x-amz-content-sha256,x-amz-date")
                .contains("x-amz-user-agent");
        TestApi.Answer refused = api.send(api.unsigned("OPTIONS", "/putMedia", ""));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        TestApi.Answer answer = api.call(Operation.LIST_STREAMS, "{}");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("x-amzn-RequestId");
        assertThat(put("nowhere", PayloadHash.EMPTY).headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void strangersBodiesAreNotHeld() {
        for (String method : List.of("GET", "OPTIONS")) {
            String path = method.equals("GET") ? "/healthz" : "/getDataEndpoint";
            assertThat(api.send(api.unsigned(method, path, "x")).status()).isEqualTo(413);
        }
    }

    @Test
    void readyzSaysTroubleWithoutNames() {
        api.store.trouble = "disk /secret/path is full";
        assertThat(api.send(api.unsigned("GET", "/readyz", "")).status()).isEqualTo(503);
        assertThat(api.send(api.unsigned("GET", "/healthz", "")).status()).isEqualTo(200);
    }
}
