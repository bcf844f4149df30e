package kinora.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kinora.sigv4.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEnvironmentTest {
    private static final String CREDENTIALS_FILE = """
            # keys
            [default]
            aws_access_key_id = AKIDEFAULT
            aws_secret_access_key=s3cr3t=with=equals

            [lab]
            aws_access_key_id = AKIDLAB
            aws_secret_access_key = lab-secret
            aws_session_token = lab-token
            """;

    private static final String CONFIG_FILE = """
            [default]
            region = eu-central-1
            [profile lab]
            region = eu-west-1
            s3 =
              endpoint_url = http://not-this-one
            endpoint_url = http://lab:9700/
            """;

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/credentials"), CREDENTIALS_FILE);
        Files.writeString(home.resolve(".aws/config"), CONFIG_FILE);
        variables.put("HOME", home.toString());
    }

    @Test
    void filesOfTheDefaultProfile_areUsed_whenNothingElseSpeaks() throws Exception {
        AwsEnvironment environment = AwsEnvironment.read(variables, null);
        assertThat(environment.credentials()).isEqualTo(new Credentials("AKIDEFAULT", "s3cr3t=with=equals", null));
        assertThat(environment.region()).isEqualTo("eu-central-1");
        assertThat(environment.endpoint()).isNull();
    }

    @Test
    void profile_isTakenFromTheOption_beforeTheVariable() throws Exception {
        variables.put("AWS_PROFILE", "default");
        AwsEnvironment environment = AwsEnvironment.read(variables, "lab");
        assertThat(environment.credentials()).isEqualTo(new Credentials("AKIDLAB", "lab-secret", "lab-token"));
        assertThat(environment.region()).isEqualTo("eu-west-1");
        assertThat(environment.endpoint()).isEqualTo(URI.create("http://lab:9700"));
    }

    @Test
    void variablesWin_andDoNotMixWithTheProfilesToken() throws Exception {
        variables.putAll(Map.of(
                "AWS_PROFILE", "lab",
                "AWS_ACCESS_KEY_ID", "AKIDENV",
                "AWS_SECRET_ACCESS_KEY", "env-secret",
                "AWS_DEFAULT_REGION", "us-west-2",
                "AWS_ENDPOINT_URL", "http://general:1",
                "AWS_ENDPOINT_URL_KINESIS_VIDEO", "https://video:2"));
        AwsEnvironment environment = AwsEnvironment.read(variables, null);
        assertThat(environment.credentials()).isEqualTo(new Credentials("AKIDENV", "env-secret", null));
        assertThat(environment.region()).isEqualTo("us-west-2");
        assertThat(environment.endpoint()).isEqualTo(URI.create("https://video:2"));
    }

    @Test
    void missingKeys_areExplained() throws Exception {
        AwsEnvironment environment = AwsEnvironment.read(variables, "nobody");
        assertThatThrownBy(environment::credentials)
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("[nobody]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:9700", "ftp://host", "http://", "http://host/path", "http://ho st"})
    void whatIsNoEndpoint_isRefused(String text) {
        assertThatThrownBy(() -> AwsEnvironment.parseEndpoint(text)).isInstanceOf(ClientException.class);
    }
}
