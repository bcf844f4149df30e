package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import kinora.sigv4.Credentials;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.ReceivedPayload;
import kinora.sigv4.SigV4Policy;
import kinora.sigv4.SigV4Verifier;
import kinora.sigv4.SignatureClaim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PutMediaConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NUMBER = "91343852333181432392682062607743920146159169392";
    private static final Credentials CREDENTIALS = new Credentials("AKIDEXAMPLE", "secret", null);

    private final RecordingAckListener acks = new RecordingAckListener();

    @Test
    void head_namesStreamTimecodesAndStart_andIsSigned() throws Exception {
        ScriptedServer.Script script = peer -> {
            String head = peer.readHead();
            assertThat(head).startsWith("POST /putMedia HTTP/1.1\n");
            assertThat(head.lines())
                    .contains(
                            "Transfer-Encoding: chunked",
                            "x-amzn-stream-name: front-door",
                            "x-amzn-fragment-timecode-type: RELATIVE",
                            "x-amzn-producer-start-timestamp: 1795342198.005",
                            "x-amzn-fragment-acknowledgment-required: 1");
            verifySignature(head);
            peer.send(ScriptedServer.Peer.OK);
            assertThat(peer.readBody()).isEmpty();
            peer.send("0\r\n\r\n");
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            PutMediaRequest request = PutMediaRequest.absolute(server.uri(), CREDENTIALS, "eu-west-1", "front-door")
                    .relativeTo(1_795_342_198_005L);
            PutMediaConnection connection = PutMediaConnection.open(request, acks);
            assertThat(connection.requestId()).isEqualTo("r-1");
            connection.finish(SOON);
            server.await();
        }
    }

    @Test
    void acks_arriveWhileTheBodyIsStillUnderWay() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            assertThat(peer.readChunk()).asString(ISO_8859_1).isEqualTo("one");
            peer.sendAck(ack("BUFFERING"));
            assertThat(peer.readChunk()).asString(ISO_8859_1).isEqualTo("two-three");
            peer.sendAck(ack("RECEIVED"));
            peer.sendAck(ack("PERSISTED"));
            assertThat(peer.readChunk()).isEmpty();
            peer.send("0\r\n\r\n");
        };
        try (ScriptedServer server = new ScriptedServer(script);
                PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), acks)) {
            connection.write(bytes("one"));
            assertThat(acks.next()).isEqualTo(new Ack.Buffering(1000, NUMBER));
            connection.write(
                    bytes("two-"), ByteBuffer.allocate(0), bytes("three").asReadOnlyBuffer());
            assertThat(acks.next()).isEqualTo(new Ack.Received(1000, NUMBER));
            assertThat(acks.next()).isEqualTo(new Ack.Persisted(1000, NUMBER));
            connection.finish(SOON);
            server.await();
        }
    }

    @Test
    void emptyWrite_doesNotEndTheBody() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            assertThat(peer.readBody()).asString(ISO_8859_1).isEqualTo("after");
            peer.send("0\r\n\r\n");
        };
        try (ScriptedServer server = new ScriptedServer(script);
                PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), acks)) {
            connection.write();
            connection.write(ByteBuffer.allocate(0));
            connection.write(bytes("after"));
            connection.finish(SOON);
            server.await();
        }
    }

    @Test
    void refusal_comesWithAwsNameAndMessage() throws Exception {
        String body = "{\"Message\":\"The requested stream is not found or not active.\"}";
        PutMediaException refused = refusedWith(
                "HTTP/1.1 404 Not Found",
                "x-amzn-ErrorType: ResourceNotFoundException:https://kinesisvideo.amazonaws.com/doc/",
                "Content-Length: " + body.length(),
                "",
                body);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.errorName()).isEqualTo("ResourceNotFoundException");
        assertThat(refused).hasMessageContaining("The requested stream is not found or not active.");
    }

    @Test
    void refusalOfTheFrontEnd_isReadFromLowerCaseMessage() throws Exception {
        PutMediaException refused = refusedWith(
                "HTTP/1.1 403 Forbidden",
                "x-amzn-errortype: ns#ExpiredToken",
                "Transfer-Encoding: chunked",
                "",
                "12",
                "{\"message\":\"late\"}",
                "0",
                "",
                "");
        assertThat(refused.errorName()).isEqualTo("ExpiredToken");
        assertThat(refused).hasMessageContaining("late");
    }

    @Test
    void refusalBehindContinue_isStillARefusal() throws Exception {
        PutMediaException refused = refusedWith("HTTP/1.1 100 Continue", "", "HTTP/1.1 503 Busy", "", "<html>");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused).hasMessageContaining("<html>");
    }

    /// The server answers before it has read anything, and closes with the request unread: the kernel sends RST.
    @Test
    void refusalOfAServerThatDoesNotRead_isSeenAllTheSame() throws Exception {
        for (int round = 0; round < 20; round++) {
            PutMediaException refused = refusedBy(peer -> peer.send(lines(
                    "HTTP/1.1 404 Not Found",
                    "x-amzn-ErrorType: ResourceNotFoundException",
                    "Content-Length: 0",
                    "",
                    "")));
            assertThat(refused.status()).isEqualTo(404);
        }
    }

    @Test
    void errorAck_explainsTheBrokenPipe_whenTheServerEndsInTheMiddle() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            peer.readChunk();
            peer.sendAck("{\"EventType\":\"ERROR\",\"FragmentTimecode\":7,\"FragmentNumber\":\"" + NUMBER
                    + "\",\"ErrorCode\":\"INVALID_MKV_DATA\",\"ErrorId\":4006}");
            peer.send("0\r\n\r\n");
        };
        try (ScriptedServer server = new ScriptedServer(script);
                PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), acks)) {
            ByteBuffer chunk = ByteBuffer.allocate(100_000);
            PutMediaException failed = catchThrowableOfType(PutMediaException.class, () -> {
                while (true) {
                    connection.write(chunk);
                }
            });
            assertThat(failed.errorName()).isEqualTo("INVALID_MKV_DATA");
            assertThat(failed).hasMessageContaining("4006").hasMessageContaining("timecode 7");
            assertThat(connection.lastFailure()).isEqualTo(new Ack.Failed(7L, NUMBER, 4006, "INVALID_MKV_DATA"));
        }
    }

    @Test
    void answerThatBreaksOff_isNoEnd() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            peer.readBody();
            peer.sendAck(ack("RECEIVED"));
        };
        try (ScriptedServer server = new ScriptedServer(script);
                PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), acks)) {
            connection.write(bytes("all"));
            assertThatThrownBy(() -> connection.finish(SOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broke");
        }
    }

    @Test
    void close_wakesAWriterWhoseServerDoesNotRead() throws Exception {
        CountDownLatch tested = new CountDownLatch(1);
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            tested.await();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), acks);
            Thread closer = new Thread(() -> closeSoon(connection));
            closer.start();
            ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
            assertThatThrownBy(() -> {
                        while (true) {
                            connection.write(chunk);
                        }
                    })
                    .isInstanceOf(IOException.class);
            tested.countDown();
            closer.join();
        }
    }

    @Test
    void listenerThatThrows_endsTheSessionWithItsReason() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            peer.sendAck("{\"EventType\":\"IDLE\"}");
            peer.readBody();
        };
        AckListener angry = ack -> {
            throw new IllegalStateException("angry");
        };
        try (ScriptedServer server = new ScriptedServer(script);
                PutMediaConnection connection = PutMediaConnection.open(request(server.uri()), angry)) {
            assertThatThrownBy(() -> connection.finish(SOON)).hasRootCauseMessage("angry");
        }
    }

    @Test
    void serverThatDrips_isLate_evenIfEachByteIsInTime() throws Exception {
        ScriptedServer.Script script = peer -> {
            byte[] drops = "HTTP/1.1 200 OK".getBytes(ISO_8859_1);
            for (byte drop : drops) {
                peer.out().write(drop);
                Thread.sleep(50);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                java.net.Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            DeadlineInput in = new DeadlineInput(socket, 200);
            assertThatThrownBy(() -> HttpInput.readLine(in, 100)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /// With the very code that the server verifies with.
    private static void verifySignature(String head) throws Exception {
        List<Map.Entry<String, String>> fields = head.lines()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .map(field -> Map.entry(field[0], field[1]))
                .toList();
        SigV4Policy policy = new SigV4Policy("eu-west-1", Set.of("kinesisvideo"), Duration.ofMinutes(5), false);
        SigV4Verifier verifier = new SigV4Verifier(policy, Clock.systemUTC());
        SignatureClaim claim = verifier.claim(new PlainRequest("POST", "/putMedia", "", fields));
        verifier.verify(claim, "secret", new ReceivedPayload.PutMediaBody(), 80);
        assertThat(claim.signedHeaders()).contains("x-amzn-stream-name", "x-amzn-fragment-timecode-type");
    }

    private PutMediaException refusedWith(String... response) throws Exception {
        return refusedBy(peer -> {
            peer.readHead();
            peer.send(lines(response));
        });
    }

    private PutMediaException refusedBy(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            return catchThrowableOfType(
                    PutMediaException.class,
                    () -> PutMediaConnection.open(request(server.uri()), acks).close());
        }
    }

    private static void closeSoon(PutMediaConnection connection) {
        try {
            Thread.sleep(300);
            connection.close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    private static PutMediaRequest request(URI endpoint) {
        return PutMediaRequest.absolute(endpoint, CREDENTIALS, "us-east-1", "front-door");
    }

    private static String ack(String eventType) {
        return "{\"EventType\":\"" + eventType + "\",\"FragmentTimecode\":1000,\"FragmentNumber\":\"" + NUMBER + "\"}";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
