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
import tools.jackson.databind.node.ObjectNode;

/// `kinora clip`: what GetClip answers, as it comes.
@Command(name = "clip", description = "Write a span of a stream as one MP4 file; by default the last minute.")
final class ClipCommand implements Callable<Integer> {
    private static final long MS_PER_S = 1_000;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long toMs = span.toMsOr(System.currentTimeMillis() - MS_PER_S);
        long fromMs = span.fromMsOr(toMs - 60 * MS_PER_S);
        try (ApiClient client = options.connect()) {
            URI endpoint = client.dataEndpoint(stream, "GET_CLIP");
            try (InputStream media = client.media(endpoint, "getClip", body -> fill(body, fromMs, toMs));
                    OutputStream file = output == null ? null : Files.newOutputStream(output)) {
                media.transferTo(file == null ? System.out : file);
                System.out.flush();
            }
        }
        return 0;
    }

    private void fill(ObjectNode body, long fromMs, long toMs) {
        body.put("StreamName", stream);
        span.select(body.putObject("ClipFragmentSelector"), fromMs, toMs);
    }
}
