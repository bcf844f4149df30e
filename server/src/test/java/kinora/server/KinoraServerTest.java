package kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server over a real store.
class KinoraServerTest {
    private static final RootKey KEY = new RootKey("test", "secret");
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private Path folder;

    private ServerConfig config() {
        return ServerConfig.in(folder.resolve("data")).withListen(ANY_PORT).withPlainHttp(true, false);
    }

    private static HttpResponse<String> call(KinoraServer server, RootKey key, String path, String body)
            throws Exception {
        PlainRequest request = new PlainRequest(
                "POST", path, "", List.of(Map.entry("Host", server.url().substring("http://".length()))));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Credentials credentials = new Credentials(key.accessKeyId(), key.secretAccessKey(), null);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(server.url() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        new SigV4Signer(credentials, server.region(), "kinesisvideo")
                .headers(request, PayloadHash.of(bytes), Instant.now())
                .forEach(builder::header);
        return send(builder);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void streamsAccountAndPageTokensOutliveARestart() throws Exception {
        String account;
        String token;
        try (KinoraServer server = KinoraServer.start(config().withRootKey(KEY), null)) {
            account = server.accountId();
            assertThat(account).matches("[0-9]{12}");
            for (String name : new String[] {"a", "b"}) {
                HttpResponse<String> created = call(server, KEY, "/createStream", "{\"StreamName\":\"" + name + "\"}");
                assertThat(created.body()).contains("arn:aws:kinesisvideo:us-east-1:" + account + ":stream/" + name);
            }
            String page =
                    call(server, KEY, "/listStreams", "{\"MaxResults\":1}").body();
            token = page.substring(page.indexOf("NextToken") + 12, page.lastIndexOf('"'));
        }
        try (KinoraServer server = KinoraServer.start(config().withRootKey(KEY), null)) {
            assertThat(server.accountId()).isEqualTo(account);
            assertThat(call(server, KEY, "/listStreams", "{\"NextToken\":\"" + token + "\"}")
                            .body())
                    .contains("\"StreamName\":\"b\"")
                    .doesNotContain("\"StreamName\":\"a\"");
        }
    }

    @Test
    void freshRootKeyIsShownOnce_andWorksEverAfter() throws Exception {
        List<String> shown = new ArrayList<>();
        RootKey first;
        try (KinoraServer server = KinoraServer.start(config(), shown::add)) {
            first = server.rootKey();
            assertThat(shown).hasSize(1);
            assertThat(shown.get(0)).contains(first.accessKeyId(), first.secretAccessKey());
        }
        try (KinoraServer server = KinoraServer.start(config(), null)) {
            assertThat(server.rootKey()).isEqualTo(first);
            assertThat(call(server, first, "/listStreams", "{}").statusCode()).isEqualTo(200);
            assertThat(call(server, KEY, "/listStreams", "{}").statusCode()).isEqualTo(403);
        }
        assertThat(shown).hasSize(1);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(first.secretAccessKey());
            }
        }
    }

    @Test
    void withoutRootKeyAndTerminal_startsNotAtAll() throws Exception {
        assertThatThrownBy(() -> KinoraServer.start(config(), null))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("KINORA_ROOT_ACCESS_KEY_ID");
        try (KinoraServer server = KinoraServer.start(config().withRootKey(KEY), null)) {
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void portInUse_isSaidInOneSentence_andTheStoreIsFreeAgain() throws Exception {
        try (KinoraServer server = KinoraServer.start(config().withRootKey(KEY), null)) {
            ServerConfig second = ServerConfig.in(folder.resolve("other"))
                    .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                    .withPlainHttp(true, false)
                    .withRootKey(KEY);
            assertThatThrownBy(() -> KinoraServer.start(second, null))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cannot listen on");
            try (KinoraServer third = KinoraServer.start(second.withListen(ANY_PORT), null)) {
                assertThat(third.port()).isNotEqualTo(server.port());
            }
        }
    }

    @Test
    void readyAndHealthyFromTheStart() throws Exception {
        try (KinoraServer server = KinoraServer.start(config().withRootKey(KEY), null)) {
            for (String path : new String[] {"/healthz", "/readyz"}) {
                assertThat(send(HttpRequest.newBuilder(URI.create(server.url() + path)))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
