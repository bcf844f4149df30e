package kinora.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora get`: what GetMedia answers, as it comes.
@Command(name = "get", description = "Write a stream's media (Matroska, one document a fragment) until no more comes.")
final class GetCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Option(
            names = "--from",
            defaultValue = "now",
            description = "now, earliest, a time (2026-01-31T12:00:00Z) or the number of the fragment before."
                    + " Default: ${DEFAULT-VALUE}.")
    private String from = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StartSelector start = StartSelector.parse(from);
        try (ApiClient client = options.connect()) {
            URI endpoint = client.dataEndpoint(stream, "GET_MEDIA");
            try (InputStream media = client.media(endpoint, "getMedia", body -> {
                        body.put("StreamName", stream);
                        start.fill(body);
                    });
                    OutputStream file = output == null ? null : Files.newOutputStream(output)) {
                media.transferTo(file == null ? System.out : file);
                System.out.flush();
            }
        }
        return 0;
    }
}
