package kinora.cli;

import java.io.IOException;
import java.net.URI;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.AwsEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb that talks to a server takes.
final class ClientOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The server (default: AWS_ENDPOINT_URL_KINESIS_VIDEO, AWS_ENDPOINT_URL, the profile's"
                    + " endpoint_url, else " + Defaults.ENDPOINT + ").")
    @Nullable String endpoint;

    @Option(
            names = "--region",
            description = "Region to sign for (default: AWS_REGION, AWS_DEFAULT_REGION, the profile's region, else"
                    + " us-east-1).")
    @Nullable String region;

    @Option(names = "--profile", description = "Profile in ~/.aws (default: AWS_PROFILE, else default).")
    @Nullable String profile;

    ApiClient connect() throws IOException {
        AwsEnvironment environment = AwsEnvironment.read(System.getenv(), profile);
        return new ApiClient(
                endpoint(environment), environment.credentials(), region == null ? environment.region() : region);
    }

    private URI endpoint(AwsEnvironment environment) throws IOException {
        if (endpoint != null) {
            return AwsEnvironment.parseEndpoint(endpoint);
        }
        URI said = environment.endpoint();
        return said == null ? URI.create(Defaults.ENDPOINT) : said;
    }
}
