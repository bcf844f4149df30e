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

/// `kinora doctor`: what is wrong with a stream, in words, and which players take it.
@Command(
        name = "doctor",
        description = "Say what is right and wrong with a stream's media, what to do, and which players take it."
                + " Exit code 1 if something does not play.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Option(names = "--fragment", paramLabel = "NUMBER", description = "One fragment (default: the newest thirty).")
    private @Nullable String fragment;

    @Option(names = "--json", description = "The server's answer as it is.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode verdict;
        try (ApiClient client = options.connect()) {
            URI endpoint = client.dataEndpoint(stream, "LIST_FRAGMENTS");
            verdict = client.call(endpoint, "kinora/v1/doctor", body -> {
                body.put("StreamName", stream);
                if (fragment != null) {
                    body.put("FragmentNumber", fragment);
                }
            });
        }
        if (json) {
            spec.commandLine().getOut().println(verdict);
        } else {
            print(verdict);
        }
        return verdict.path("Severity").asString("").equals("ERROR") ? 1 : 0;
    }

    private void print(JsonNode verdict) {
        PrintWriter out = spec.commandLine().getOut();
        int examined = verdict.path("FragmentsExamined").asInt(0);
        out.println(stream + ": " + verdict.path("Severity").asString("") + ", "
                + (examined == 1 ? "one fragment" : examined + " fragments") + " examined");
        for (JsonNode finding : verdict.path("Findings")) {
            JsonNode track = finding.path("TrackNumber");
            String about = track.isMissingNode() ? "" : "track " + track.asLong(0) + ": ";
            out.println(line(
                    finding.path("Severity"), about + finding.path("Sentence").asString("")));
            String advice = finding.path("Advice").asString("");
            if (!advice.isEmpty()) {
                out.println("         " + advice);
            }
        }
        out.println();
        for (JsonNode player : verdict.path("Players")) {
            String name = player.path("Player").asString("");
            out.println(line(
                    player.path("Plays"), name + ": " + player.path("Sentence").asString("")));
        }
    }

    private static String line(JsonNode word, String sentence) {
        return String.format(Locale.ROOT, "  %-6s %s", word.asString(""), sentence);
    }
}
