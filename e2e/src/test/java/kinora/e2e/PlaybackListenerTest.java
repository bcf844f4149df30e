package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.http.TlsFiles;
import kinora.server.PlaybackListener;
import kinora.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// curl and nghttp2's HTTP/2 against the listener for players, with a certificate that openssl made.
class PlaybackListenerTest {
    @TempDir
    private Path folder;

    @Test
    void curlSpeaksHttp2_andHttp11_overTls() throws Exception {
        Tools.require("curl");
        Tools.require("openssl");
        TlsFiles files = makeCertificate();
        PlaybackListener listener =
                new PlaybackListener(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), files, null);
        try (TestServer server = TestServer.start(config -> config.withPlayback(listener))) {
            String url = "https://127.0.0.1:" + server.server().playbackPort().orElseThrow();
            assertThat(curl(files, url + "/healthz", "--http2")).isEqualTo("ok\n2 200");
            assertThat(curl(files, url + "/healthz", "--http1.1")).isEqualTo("ok\n1.1 200");
            assertThat(curl(files, url + "/listStreams", "--http2", "-X", "POST"))
                    .contains("Missing Authentication Token")
                    .endsWith("2 403");
            assertThat(curl(files, url + "/play/cam", "--http2"))
                    .contains("<video")
                    .endsWith("2 200");
        }
    }

    private TlsFiles makeCertificate() throws Exception {
        TlsFiles files = new TlsFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        Program.run(
                        Map.of(),
                        List.of(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=127.0.0.1",
                                "-addext",
                                "subjectAltName=IP:127.0.0.1",
                                "-keyout",
                                files.privateKey().toString(),
                                "-out",
                                files.certificateChain().toString()))
                .output();
        return files;
    }

    private static String curl(TlsFiles files, String url, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-sS", "--cacert", files.certificateChain().toString(), "-w", "%{http_version} %{http_code}"));
        command.addAll(List.of(options));
        command.add(url);
        return Program.run(Map.of(), command).output();
    }
}
