package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `kinora timeline`: where a stream has footage, where it has none, and where something moves.
@Command(
        name = "timeline",
        description =
                "Show what a stream holds over a span of time, and its gaps; by default from its first fragment until now.")
final class TimelineCommand implements Callable<Integer> {
    private static final String BARS = " ▁▂▃▄▅▆▇█";
    private static final int LINE_BUCKETS = 100;
    private static final int GAPS_SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(names = "--buckets", paramLabel = "N", description = "Default: 100, one a column.")
    private int buckets = LINE_BUCKETS;

    @Option(names = "--json", description = "The whole answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Long fromMs = span.fromMs();
        Long toMs = span.toMs();
        try (ApiClient client = options.connect()) {
            JsonNode timeline = client.call("kinora/v1/timeline", body -> {
                body.put("StreamName", stream).put("Buckets", buckets);
                body.put("Clock", span.clock());
                if (fromMs != null) {
                    body.put("Start", Timestamps.toSeconds(fromMs));
                }
                if (toMs != null) {
                    body.put("End", Timestamps.toSeconds(toMs));
                }
            });
            print(timeline);
        }
        return 0;
    }

    private void print(JsonNode timeline) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(timeline);
            return;
        }
        long startMs = Timestamps.fromSeconds(timeline.path("Start"));
        long endMs = Timestamps.fromSeconds(timeline.path("End"));
        int count = timeline.path("Buckets").asInt(1);
        double bucketMs = (double) (endMs - startMs) / count;
        for (int first = 0; first < count; first += LINE_BUCKETS) {
            int last = Math.min(count, first + LINE_BUCKETS);
            out.println(Timestamps.show(startMs + Math.round(first * bucketMs)));
            out.println("  footage  |" + bars(timeline.path("Coverage"), first, last) + "|");
            out.println("  activity |" + bars(timeline.path("Activity"), first, last) + "|");
        }
        out.println(Timestamps.show(endMs));
        out.println(String.format(Locale.ROOT, "A column is %s.", duration(Math.round(bucketMs))));
        printGaps(out, timeline.path("Gaps"));
    }

    private static void printGaps(PrintWriter out, JsonNode gaps) {
        int shown = Math.min(GAPS_SHOWN, gaps.size());
        for (int i = 0; i < shown; i++) {
            long startMs = Timestamps.fromSeconds(gaps.path(i).path("Start"));
            long endMs = Timestamps.fromSeconds(gaps.path(i).path("End"));
            out.println("Nothing from " + Timestamps.show(startMs) + " to " + Timestamps.show(endMs) + " ("
                    + duration(endMs - startMs) + ").");
        }
        if (gaps.size() > shown) {
            out.println((gaps.size() - shown) + " more gaps: see --json.");
        }
    }

    private static String bars(JsonNode shares, int from, int to) {
        StringBuilder bars = new StringBuilder();
        for (int i = from; i < to; i++) {
            double share = Math.clamp(shares.path(i).asDouble(0), 0, 1);
            // Never blank where there is something.
            bars.append(BARS.charAt((int) Math.ceil(share * (BARS.length() - 1))));
        }
        return bars.toString();
    }

    private static String duration(long ms) {
        if (ms < 1_000) {
            return ms + " ms";
        }
        long seconds = Math.round(ms / 1_000.0);
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1_000.0);
        }
        long minutes = seconds / 60;
        return minutes < 120
                ? minutes + " min"
                : minutes < 48 * 60 ? minutes / 60 + " h " + minutes % 60 + " min" : minutes / 1_440 + " days";
    }
}
