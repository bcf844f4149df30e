package kinora.cli;

import kinora.cli.aws.ClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// A span of a stream, as every verb that looks back takes it.
final class SpanOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First time: 2026-01-31T12:00:00Z or seconds since 1970.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Last time.")
    private @Nullable String to;

    @Option(names = "--producer-time", description = "Times are the producer's, not the server's.")
    private boolean producerTime;

    @Nullable Long fromMs() throws ClientException {
        return from == null ? null : Timestamps.parseMs(from);
    }

    long fromMsOr(long otherwiseMs) throws ClientException {
        return from == null ? otherwiseMs : Timestamps.parseMs(from);
    }

    @Nullable Long toMs() throws ClientException {
        return to == null ? null : Timestamps.parseMs(to);
    }

    long toMsOr(long otherwiseMs) throws ClientException {
        return to == null ? otherwiseMs : Timestamps.parseMs(to);
    }

    /// `PRODUCER` or `SERVER`.
    String clock() {
        return producerTime ? "PRODUCER" : "SERVER";
    }

    /// A fragment selector of any of AWS's calls; an end that is null is left out.
    void select(ObjectNode selector, long fromMs, @Nullable Long toMs) {
        ObjectNode range =
                selectClock(selector).putObject("TimestampRange").put("StartTimestamp", Timestamps.toSeconds(fromMs));
        if (toMs != null) {
            range.put("EndTimestamp", Timestamps.toSeconds(toMs));
        }
    }

    ObjectNode selectClock(ObjectNode selector) {
        return selector.put("FragmentSelectorType", clock() + "_TIMESTAMP");
    }
}
