package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `kinora fragments`: what is stored of a stream.
@Command(
        name = "fragments",
        description = "List a stream's stored fragments, page by page to the end; by default all of them.")
final class FragmentsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long fromMs = span.fromMsOr(0);
        long toMs = span.toMsOr(System.currentTimeMillis());
        try (ApiClient client = options.connect()) {
            URI endpoint = client.dataEndpoint(stream, "LIST_FRAGMENTS");
            String token = null;
            do {
                JsonNode page = page(client, endpoint, fromMs, toMs, token);
                page.path("Fragments").forEach(this::print);
                token = page.path("NextToken").asString(null);
            } while (token != null);
        }
        return 0;
    }

    private JsonNode page(ApiClient client, URI endpoint, long fromMs, long toMs, @Nullable String token)
            throws IOException, InterruptedException {
        return client.call(endpoint, "listFragments", body -> {
            body.put("StreamName", stream);
            if (token != null) {
                body.put("NextToken", token);
                return;
            }
            span.select(body.putObject("FragmentSelector"), fromMs, toMs);
        });
    }

    private void print(JsonNode fragment) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(fragment);
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "%s  %s  %8.1f KB  %6d ms",
                fragment.path("FragmentNumber").asString(""),
                Timestamps.show(Timestamps.fromSeconds(fragment.path("ServerTimestamp"))),
                fragment.path("FragmentSizeInBytes").asLong(0) / 1000.0,
                fragment.path("FragmentLengthInMilliseconds").asLong(0)));
    }
}
