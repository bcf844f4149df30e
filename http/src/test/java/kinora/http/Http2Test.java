package kinora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The listener with TLS against the JDK's client, which speaks HTTP/2, and against one that misuses it.
class Http2Test {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final TestRouter router = new TestRouter();
    private TestCertificate certificate;
    private HttpServer server;
    private HttpClient client;

    @BeforeAll
    static void watchForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(folder, "first");
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServerConfig config = new HttpServerConfig(anyPort, 100, 8 << 10, 32 << 10, 400, 600, 800, 600, 2);
        server = HttpServer.start(config, router, certificate.files());
        client = HttpClient.newBuilder().sslContext(certificate.trust()).build();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void eachVersionIsServedTheSame(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/path?a=b")
                        .version(version)
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .header("Content-Type", "text/x")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /path?a=b text/x body");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void handlerKnowsThatItIsSecure_andWhichHostWasAsked() throws Exception {
        assertThat(get("/head").body())
                .isEqualTo("secure true, host 127.0.0.1:" + server.address().getPort());
    }

    @Test
    void failuresAndRefusalsAreAnswers() throws Exception {
        assertThat(get("/refuse").statusCode()).isEqualTo(404);
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        HttpResponse<String> tooLong = client.send(
                request("/x")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(tooLong.statusCode()).isEqualTo(413);
    }

    @Test
    void streamedAnswerArrivesWhole() throws Exception {
        HttpResponse<byte[]> answer = client.send(request("/stream").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.body()).hasSize(1_000 * (64 << 10));
    }

    @Test
    void answerFlowsWhileTheBodyStillDoes() throws Exception {
        String sent = "x".repeat(1 << 20);
        HttpResponse<String> answer = client.send(
                request("/echo").POST(HttpRequest.BodyPublishers.ofString(sent)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo(sent);
        assertThat(router.events.poll(5, TimeUnit.SECONDS)).isEqualTo("end");
    }

    @Test
    void manyRequestsShareOneConnection() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        get("/first");
        for (int i = 0; i < 90; i++) {
            answers.add(client.sendAsync(request("/" + i).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < 90; i++) {
            assertThat(answers.get(i).get(10, TimeUnit.SECONDS).body()).isEqualTo("GET /" + i + "? null ");
        }
        assertThat(server.openConnections()).isOne();
    }

    @Test
    void slowReaderHoldsUpNobodyElse_andIsCut() throws Exception {
        HttpResponse<InputStream> slow =
                client.send(request("/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(get("/meanwhile").statusCode()).isEqualTo(200);
        assertThat(router.events.poll(20, TimeUnit.SECONDS)).isEqualTo("cut");
        try (InputStream body = slow.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(get("/afterwards").statusCode()).isEqualTo(200);
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws Exception {
        HttpRequest large = request("/").header("X", "a".repeat(40_000)).build();
        int status;
        try {
            status = client.send(large, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            // The JDK's client may itself decline to send what the server has said is too much.
            status = 431;
        }
        assertThat(status).isEqualTo(431);
        assertThat(get("/afterwards").statusCode()).isEqualTo(200);
    }

    @Test
    void clientThatOpensStreamsToResetThem_losesItsConnection() throws Exception {
        try (ResettingClient resetting = new ResettingClient(server.address())) {
            assertThat(resetting.resetUntilCut(2_000)).isTrue();
        }
        assertThat(get("/afterwards").statusCode()).isEqualTo(200);
    }

    @Test
    void idleConnectionEnds() throws Exception {
        get("/");
        assertThat(server.openConnections()).isOne();
        awaitNoConnections();
        assertThat(server.openConnections()).isZero();
    }

    @Test
    void connectionThatNeverSpeaksEnds() throws Exception {
        try (ResettingClient silent = new ResettingClient(server.address())) {
            assertThat(silent.awaitCut()).isTrue();
        }
    }

    private void awaitNoConnections() throws InterruptedException {
        for (int i = 0; i < 100 && server.openConnections() > 0; i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void renewedCertificateIsUsed_andABrokenOneIsNot() throws Exception {
        get("/");
        TestCertificate renewed = TestCertificate.make(folder, "second");
        touch();
        HttpClient trustsRenewed =
                HttpClient.newBuilder().sslContext(renewed.trust()).build();
        Files.setLastModifiedTime(
                folder.resolve("cert.pem"), FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(reaches(trustsRenewed)).isTrue();
        Files.writeString(folder.resolve("cert.pem"), "no certificate");
        touch();
        Thread.sleep(2_500);
        assertThat(reaches(trustsRenewed)).isTrue();
        trustsRenewed.shutdownNow();
    }

    private void touch() throws IOException {
        Files.setLastModifiedTime(
                folder.resolve("cert.pem"), FileTime.from(Instant.now().plusSeconds(20)));
    }

    private boolean reaches(HttpClient other) throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            try {
                return other.send(request("/").build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        == 200;
            } catch (SSLHandshakeException e) {
                Thread.sleep(300);
            }
        }
        return false;
    }

    @Test
    void brokenFilesAreRefusedAtStart_withASentence() throws Exception {
        Files.writeString(folder.resolve("key.pem"), "no key");
        HttpServerConfig config = HttpServerConfig.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThatThrownBy(() -> HttpServer.start(config, router, certificate.files()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PKCS#8");
        TlsFiles missing = new TlsFiles(folder.resolve("nowhere.pem"), folder.resolve("key.pem"));
        assertThatThrownBy(() -> HttpServer.start(config, router, missing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.pem is not there");
    }

    @Test
    void plainTextOnTheTlsPortIsCut() throws Exception {
        try (RawClient plain = new RawClient(server.address())) {
            plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(plain.isClosedByServer()).isTrue();
        }
    }
}
