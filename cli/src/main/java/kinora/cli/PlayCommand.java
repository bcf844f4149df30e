package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.ClientException;
import kinora.cli.aws.PlayLink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `kinora play`: a link that opens a stream in a browser.
@Command(
        name = "play",
        description = "Open a playback session and print links to it: a page for a browser, and the HLS playlist.",
        footer = {
            "",
            "Without a time it is live. With --from it follows from there as if it were live, with --from and --to it is",
            "that span. Whoever has a link can watch until it ends."
        })
final class PlayCommand implements Callable<Integer> {
    private static final int EXPIRES_SECONDS_MAX = 43_200;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "43200",
            description = "How long the links are good, 300 to 43200. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Long fromMs = span.fromMs();
        Long toMs = span.toMs();
        if (toMs != null && fromMs == null) {
            throw new ClientException("--to says where a span ends: say with --from where it begins.");
        }
        try (ApiClient client = options.connect()) {
            PlayLink link = PlayLink.open(client, stream, body -> fill(body, fromMs, toMs));
            PrintWriter out = spec.commandLine().getOut();
            out.println("page  " + link.page());
            out.println("hls   " + link.playlist());
            out.println("until " + Timestamps.show(System.currentTimeMillis() + seconds * 1000L));
        }
        return 0;
    }

    private void fill(ObjectNode body, @Nullable Long fromMs, @Nullable Long toMs) {
        body.put("Expires", Math.min(seconds, EXPIRES_SECONDS_MAX))
                .put("DisplayFragmentTimestamp", "ALWAYS")
                .put("PlaybackMode", fromMs == null ? "LIVE" : toMs == null ? "LIVE_REPLAY" : "ON_DEMAND");
        ObjectNode selector = body.putObject("HLSFragmentSelector");
        if (fromMs == null) {
            span.selectClock(selector);
        } else {
            span.select(selector, fromMs, toMs);
        }
    }
}
