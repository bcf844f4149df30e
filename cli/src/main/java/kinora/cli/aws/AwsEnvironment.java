package kinora.cli.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import kinora.sigv4.Credentials;
import org.jspecify.annotations.Nullable;

/// Whom to be, where, and at which endpoint, looked up in the order of the AWS CLI: environment, then the profile in
/// `~/.aws`. Only keys that stand there are read; SSO and credential processes are not.
public final class AwsEnvironment {
    private static final String REGION_DEFAULT = "us-east-1";

    private final Map<String, String> variables;
    private final Map<String, String> profile;
    private final String profileName;

    private AwsEnvironment(Map<String, String> variables, String profileName, Map<String, String> profile) {
        this.variables = variables;
        this.profileName = profileName;
        this.profile = profile;
    }

    /// Reads the two files now; later changes are not seen.
    ///
    /// @param variables the process's environment
    /// @param profileName what `--profile` said, or null
    public static AwsEnvironment read(Map<String, String> variables, @Nullable String profileName) throws IOException {
        String name = firstOf(profileName, variables.get("AWS_PROFILE"), variables.get("AWS_DEFAULT_PROFILE"));
        String profile = name == null ? "default" : name;
        Path folder = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")), ".aws");
        Map<String, String> values = new HashMap<>();
        IniFile config = read(variables.get("AWS_CONFIG_FILE"), folder.resolve("config"));
        values.putAll(config.section(profile.equals("default") ? "default" : "profile " + profile));
        IniFile credentials = read(variables.get("AWS_SHARED_CREDENTIALS_FILE"), folder.resolve("credentials"));
        values.putAll(credentials.section(profile));
        return new AwsEnvironment(variables, profile, values);
    }

    public Credentials credentials() throws ClientException {
        // A key from the environment goes with the environment's token only, never with the profile's.
        boolean fromVariables = variables.get("AWS_ACCESS_KEY_ID") != null;
        String id = fromVariables ? variables.get("AWS_ACCESS_KEY_ID") : profile.get("aws_access_key_id");
        String secret = fromVariables ? variables.get("AWS_SECRET_ACCESS_KEY") : profile.get("aws_secret_access_key");
        String token = fromVariables ? variables.get("AWS_SESSION_TOKEN") : profile.get("aws_session_token");
        if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
            throw new ClientException("There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                    + " write them under [" + profileName + "] into ~/.aws/credentials.");
        }
        return new Credentials(id, secret, token == null || token.isEmpty() ? null : token);
    }

    public String region() {
        String region =
                firstOf(variables.get("AWS_REGION"), variables.get("AWS_DEFAULT_REGION"), profile.get("region"));
        return region == null ? REGION_DEFAULT : region;
    }

    /// Where the control plane is, or null if nothing says so.
    public @Nullable URI endpoint() throws ClientException {
        String endpoint = firstOf(
                variables.get("AWS_ENDPOINT_URL_KINESIS_VIDEO"),
                variables.get("AWS_ENDPOINT_URL"),
                profile.get("endpoint_url"));
        return endpoint == null ? null : parseEndpoint(endpoint);
    }

    /// An http or https URL with a host and without a path.
    public static URI parseEndpoint(String text) throws ClientException {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ClientException("The endpoint '" + text + "' is not a URL.", e);
        }
        throw new ClientException("The endpoint '" + text + "' is not of the form http://host:port.");
    }

    private static IniFile read(@Nullable String named, Path usual) throws IOException {
        Path file = named == null || named.isEmpty() ? usual : Path.of(named);
        return IniFile.parse(Files.isReadable(file) ? Files.readAllLines(file) : java.util.List.of());
    }

    private static @Nullable String firstOf(@Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(candidate -> candidate != null && !candidate.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
