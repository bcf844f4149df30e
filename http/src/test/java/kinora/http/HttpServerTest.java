package kinora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server against sockets that speak HTTP well, badly, slowly, and not at all.
class HttpServerTest {
    private static final String HOST = "Host: localhost\r\n";

    private final TestRouter router = new TestRouter();
    private HttpServer server;

    @BeforeAll
    static void watchForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(config(20_000), router);
    }

    private static HttpServerConfig config(int connectionsMax) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new HttpServerConfig(anyPort, connectionsMax, 8 << 10, 32 << 10, 400, 600, 400, 600, 2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connect() throws IOException {
        return new RawClient(server.address());
    }

    @Test
    void answerFlowsWhileTheBodyStillDoes() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n").contains("transfer-encoding: chunked");
            for (String word : new String[] {"one", "two", "six"}) {
                client.send("3\r\n" + word + "\r\n");
                assertThat(client.readUntil(word + "\r\n")).isEqualTo("3\r\n" + word + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
            client.send("GET /again HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readAnswer()).endsWith("GET /again? null ");
        }
    }

    @Test
    void bytesThatComeWithTheHeaders_waitForWhoeverWantsThem() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /late HTTP/1.1\r\n" + HOST
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
            client.readHead();
            assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
            assertThat(router.events.poll(5, TimeUnit.SECONDS)).isEqualTo("end");
        }
    }

    @Test
    void clientThatWaitsIsTold100_beforeThe200() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /echo HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
            client.send("ok");
            assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("2\r\nok\r\n0\r\n\r\n");
        }
    }

    @Test
    void clientThatWaits_isRefusedWithoutBeingTold100() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /refuse HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .contains("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/path?a=b",
                "http://localhost:8444/path?a=b",
                "HTTPS://[::1]:1/path?a=b",
            })
    void targetIsPathAndQuery_inEitherForm(String target) throws Exception {
        try (RawClient client = connect()) {
            client.send("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readAnswer()).endsWith("GET /path?a=b null ");
            client.send("GET http://localhost?a=/b HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readAnswer()).endsWith("GET /?a=/b null ");
        }
    }

    /// A plain close would send RST, which destroys an answer the client has not read yet.
    @RepeatedTest(100)
    void earlyRefusalReachesAClientThatPushesAtFullSpeed() throws Exception {
        Thread pusher;
        try (RawClient client = connect()) {
            client.send("POST /refuse HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            pusher = Thread.ofVirtual().start(() -> push(client));
            assertThat(client.readHead()).startsWith("HTTP/1.1 404 Not Found\r\n");
        }
        pusher.join();
    }

    private static void push(RawClient client) {
        byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 160; i++) {
                client.send(chunk);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void emptyContentTypeIsTaken() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /x HTTP/1.1\r\n" + HOST + "Content-Type:\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.readAnswer()).endsWith("POST /x?  {}");
        }
    }

    @Test
    void tooMuchIsRefused_eachKindWithItsStatus() throws Exception {
        assertThat(firstLine("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .isEqualTo("HTTP/1.1 414 Request-URI Too Long");
        assertThat(firstLine("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(40_000) + "\r\n\r\n"))
                .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large");
        assertThat(firstLine("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1048577\r\n\r\n"))
                .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        assertThat(firstLine("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 99999999999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(firstLine("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n110000\r\n"
                        + "a".repeat(0x110000)))
                .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void whatIsNotHttpIsRefusedAndTheConnectionEnds(String said) throws Exception {
        try (RawClient client = connect()) {
            client.send(said);
            assertThat(client.readAll()).startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
    }

    private String firstLine(String said) throws IOException {
        try (RawClient client = connect()) {
            try {
                client.send(said);
            } catch (SocketException e) {
                // Refused while still sending: the answer is there all the same.
                assertThat(e).isNotNull();
            }
            return client.readUntil("\r\n").strip();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RawClient client = connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append("POST /").append(i).append(" HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc");
            }
            client.send(all.toString());
            for (int i = 0; i < 100; i++) {
                assertThat(client.readAnswer()).endsWith("POST /" + i + "? null abc");
            }
        }
    }

    @Test
    void pipelinedRefusalsDoNotNest() throws Exception {
        try (RawClient client = connect()) {
            client.send(("GET /refuse HTTP/1.1\r\n" + HOST + "\r\n").repeat(2_000));
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.readAnswer()).startsWith("HTTP/1.1 404");
            }
        }
    }

    @Test
    void refusedRequestWithoutBody_keepsItsConnection() throws Exception {
        try (RawClient client = connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /refuse HTTP/1.1\r\n" + HOST + "\r\n");
                assertThat(client.readAnswer()).startsWith("HTTP/1.1 404").doesNotContain("connection: close");
            }
            client.send("GET /broken HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 500").endsWith("broken");
        }
    }

    @Test
    void clientThatWantsToClose_isClosed() throws Exception {
        try (RawClient client = connect()) {
            client.send("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 200").contains("connection: close");
        }
    }

    @Test
    void slowHeadersAndIdleConnectionsEnd() throws Exception {
        try (RawClient silent = connect();
                RawClient slow = connect();
                RawClient idle = connect()) {
            slow.send("GET / HTTP/1.1\r\nHo");
            idle.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            idle.readAnswer();
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(slow.isClosedByServer()).isTrue();
            assertThat(idle.isClosedByServer()).isTrue();
        }
    }

    @Test
    void bodyThatDoesNotComeIsRefused() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nab");
            assertThat(client.readAll()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        }
    }

    @Test
    void bodiesOfAllCallsTogetherAreBounded() throws Exception {
        int bodyBytes = 1 << 20;
        byte[] body = new byte[bodyBytes];
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < HttpServerConfig.BODIES_BYTES_MAX / bodyBytes; i++) {
                RawClient client = connect();
                clients.add(client);
                client.send("POST /hold HTTP/1.1\r\n" + HOST + "Content-Length: " + bodyBytes + "\r\n\r\n")
                        .send(body);
                assertThat(router.events.poll(5, TimeUnit.SECONDS)).isEqualTo("held");
            }
            assertThat(firstLine("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\na"))
                    .isEqualTo("HTTP/1.1 503 Service Unavailable");
            router.letGo.countDown();
            for (RawClient client : clients) {
                assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");
            }
            assertThat(firstLine("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\na"))
                    .isEqualTo("HTTP/1.1 200 OK");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void cutUploadIsReportedAsAborted() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            client.readUntil("one\r\n");
            client.reset();
            assertThat(router.events.poll(5, TimeUnit.SECONDS)).startsWith("aborted: ");
        }
    }

    @Test
    void pausedBodyStaysInTheSocket() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /paused HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            client.readHead();
            client.send("3\r\none\r\n");
            Thread.sleep(200);
            Exchange exchange = Objects.requireNonNull(router.held.get("paused"));
            exchange.eventLoop().execute(exchange::resumeReading);
            assertThat(client.readUntil("one\r\n")).isEqualTo("3\r\none\r\n");
        }
    }

    @Test
    void streamedAnswerArrivesWhole() throws Exception {
        try (RawClient client = connect()) {
            client.send("GET /stream HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            String answer = client.readAll();
            assertThat(answer.length()).isGreaterThan(1_000 * (64 << 10));
            assertThat(answer).endsWith("0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/large", "/burst"})
    void clientThatReadsNothing_losesItsConnection(String path) throws Exception {
        try (RawClient client = connect()) {
            client.send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");
            awaitConnections(1);
            awaitConnections(0);
            assertThat(server.openConnections()).isZero();
        }
    }

    private void awaitConnections(int wanted) throws InterruptedException {
        for (int i = 0; i < 100 && server.openConnections() != wanted; i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAtOnce() throws Exception {
        try (HttpServer small = HttpServer.start(config(1), router);
                RawClient first = new RawClient(small.address())) {
            first.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(first.readAnswer()).startsWith("HTTP/1.1 200");
            try (RawClient second = new RawClient(small.address())) {
                assertThat(second.isClosedByServer()).isTrue();
            }
            first.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(first.readAnswer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void portInUse_isAnIOExceptionThatNamesIt() {
        HttpServerConfig taken = HttpServerConfig.on(server.address());
        assertThatThrownBy(() -> HttpServer.start(taken, router))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(String.valueOf(server.address().getPort()));
    }

    @Test
    void serverThatStopsAccepting_finishesWhatIsOpen() throws Exception {
        try (RawClient client = connect()) {
            client.send("POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            client.readHead();
            server.stopAccepting();
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
            client.send("3\r\none\r\n0\r\n\r\n");
            assertThat(client.readUntil("0\r\n\r\n")).contains("one");
        }
    }
}
