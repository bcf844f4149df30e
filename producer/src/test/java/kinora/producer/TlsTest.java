package kinora.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import kinora.sigv4.Credentials;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(Files.newInputStream(file), PASSWORD);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    }

    @Test
    void sessionRunsOverTls() throws Exception {
        try (ScriptedServer server = new ScriptedServer(listener(), peer -> {
            peer.readHead();
            peer.send(ScriptedServer.Peer.OK);
            peer.sendAck("{\"EventType\":\"IDLE\"}");
            assertThat(peer.readBody()).hasSize(300_000);
            peer.send("0\r\n\r\n");
        })) {
            RecordingAckListener acks = new RecordingAckListener();
            PutMediaConnection connection =
                    PutMediaConnection.open(request(server).withSslContext(context), acks);
            assertThat(acks.next()).isEqualTo(new Ack.Idle());
            connection.write(ByteBuffer.allocateDirect(300_000));
            connection.finish(Duration.ofSeconds(10));
            server.await();
        }
    }

    @Test
    void certificateThatNobodyVouchesFor_isRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer(listener(), ScriptedServer.Peer::readHead)) {
            assertThatThrownBy(() -> PutMediaConnection.open(request(server), ack -> {}))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static ServerSocket listener() throws Exception {
        return context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static PutMediaRequest request(ScriptedServer server) {
        return PutMediaRequest.absolute(server.httpsUri(), new Credentials("AKID", "secret", null), "us-east-1", "s");
    }
}
