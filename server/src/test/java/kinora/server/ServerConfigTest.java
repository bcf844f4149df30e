package kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import kinora.http.TlsFiles;
import kinora.model.LimitsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {
    private static final ServerConfig DEFAULTS = ServerConfig.in(Path.of("data"));

    @Test
    void defaultsAreSafe() throws Exception {
        assertThat(DEFAULTS.listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(DEFAULTS.limits()).isEqualTo(LimitsMode.RELAXED);
        assertThatThrownBy(DEFAULTS::check).hasMessage("TLS is not built yet: start with --plain-http.");
        DEFAULTS.withPlainHttp(true, false).check();
    }

    @Test
    void plainHttpForOthersToReach_needsInsecure() throws Exception {
        ServerConfig open = DEFAULTS.withListen(ServerEnvironment.address("0.0.0.0:0"));
        assertThatThrownBy(() -> open.withPlainHttp(true, false).check())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--insecure");
        open.withPlainHttp(true, true).check();
    }

    @Test
    void environmentOverridesEverySetting() throws Exception {
        ServerConfig set = DEFAULTS.withEnvironment(Map.ofEntries(
                Map.entry("KINORA_DATA", "/srv/kinora"),
                Map.entry("KINORA_LISTEN", "[::1]:0"),
                Map.entry("KINORA_REGION", "eu-west-1"),
                Map.entry("KINORA_ACCOUNT_ID", "123456789012"),
                Map.entry("KINORA_LIMITS", "aws"),
                Map.entry("KINORA_ADVERTISE", "https://kvs.example"),
                Map.entry("KINORA_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                Map.entry("KINORA_PLAIN_HTTP", "true"),
                Map.entry("KINORA_INSECURE", "1"),
                Map.entry("KINORA_MASTER_KEY_FILE", "/etc/kinora/key"),
                Map.entry("KINORA_PLAYBACK_LISTEN", "127.0.0.1:9743"),
                Map.entry("KINORA_TLS_CERT", "/etc/kinora/chain.pem"),
                Map.entry("KINORA_TLS_KEY", "/etc/kinora/key.pem"),
                Map.entry("KINORA_PLAYBACK_ADVERTISE", "https://play.example"),
                Map.entry("KINORA_ROOT_ACCESS_KEY_ID", "test"),
                Map.entry("KINORA_ROOT_SECRET_ACCESS_KEY", "secret")));
        set.check();
        assertThat(set.dataFolder()).isEqualTo(Path.of("/srv/kinora"));
        assertThat(set.listen().getPort()).isZero();
        assertThat(set.region()).isEqualTo("eu-west-1");
        assertThat(set.limits()).isEqualTo(LimitsMode.AWS);
        assertThat(set.advertisedUrl()).isEqualTo("https://kvs.example");
        assertThat(set.trustedProxies()).hasSize(2);
        assertThat(set.masterKeyFile()).isEqualTo(Path.of("/etc/kinora/key"));
        assertThat(set.rootKey()).isEqualTo(new RootKey("test", "secret"));
        assertThat(set.playback())
                .isEqualTo(new PlaybackListener(
                        ServerEnvironment.address("127.0.0.1:9743"),
                        new TlsFiles(Path.of("/etc/kinora/chain.pem"), Path.of("/etc/kinora/key.pem")),
                        "https://play.example"));
    }

    @Test
    void playbackListenerNeedsAddressCertificateAndKey() {
        assertThatThrownBy(() -> DEFAULTS.withEnvironment(Map.of("KINORA_PLAYBACK_LISTEN", "127.0.0.1:9743")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--tls-cert");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "KINORA_LISTEN;9700",
                "KINORA_LISTEN;127.0.0.1:x",
                "KINORA_LISTEN;127.0.0.1:70000",
                "KINORA_LIMITS;strict",
                "KINORA_PLAIN_HTTP;perhaps",
                "KINORA_TRUSTED_PROXIES;proxy.example",
                "KINORA_ROOT_ACCESS_KEY_ID;alone",
                "KINORA_REGION;EU West",
                "KINORA_ACCOUNT_ID;12",
                "KINORA_ADVERTISE;kvs.example",
                "KINORA_ADVERTISE;https://kvs.example/path",
            })
    void wrongSettingsAreNamedInOneSentence(String name, String value) {
        assertThatThrownBy(() -> DEFAULTS.withPlainHttp(true, false)
                        .withEnvironment(Map.of(name, value))
                        .check())
                .isInstanceOf(StartException.class)
                .message()
                .containsPattern("\\.$|without a path\\.$");
    }

    @Test
    void emptyVariablesAreNotSet() throws Exception {
        assertThat(DEFAULTS.withEnvironment(Map.of("KINORA_REGION", "", "KINORA_LISTEN", " ")))
                .isEqualTo(DEFAULTS);
    }
}
