package kinora.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import kinora.cli.media.MediaDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kinora tail`: a line for each fragment as it arrives.
@Command(name = "tail", description = "Follow a stream through GetMedia: a line for each fragment.")
final class TailCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

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

    @Option(names = "--fragments", paramLabel = "N", description = "End after N fragments (default: never).")
    private @Nullable Integer fragments;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int left = fragments == null ? Integer.MAX_VALUE : fragments;
        try (ApiClient client = options.connect();
                StreamTail tail = new StreamTail(client, stream, StartSelector.parse(from))) {
            for (; left > 0; left--) {
                print(tail.next());
            }
        }
        return 0;
    }

    private void print(MediaDocument fragment) {
        spec.commandLine().getOut().println(FragmentLine.of(fragment, System.currentTimeMillis()));
        spec.commandLine().getOut().flush();
    }
}
