package kinora.api.playback;

import kinora.api.call.Members;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// A span of time as playback calls name it; -1 for an end that was not given. kvs-api 6.1, "Range rules".
record Span(long startMs, long endMs) {
    static final Span NONE = new Span(-1, -1);

    private static final long LENGTH_MS_MAX = 24 * Stream.HOUR_MS;

    static Span of(@Nullable Members range) {
        if (range == null) {
            return NONE;
        }
        Long end = range.timestampMs("EndTimestamp");
        return new Span(range.requiredTimestampMs("StartTimestamp"), end == null ? -1 : end);
    }

    boolean isGiven() {
        return startMs >= 0;
    }

    void check(Archive archive, Stream stream, TimestampKind clock, long nowMs) {
        if (endMs >= 0 && endMs <= startMs) {
            throw ApiException.invalidArgument("EndTimestamp must be later than StartTimestamp.");
        }
        if (endMs >= 0 && endMs - startMs > LENGTH_MS_MAX) {
            throw ApiException.invalidArgument("The TimestampRange must not be longer than 24 hours.");
        }
        if (clock == TimestampKind.SERVER && endMs > nowMs) {
            throw ApiException.invalidArgument("EndTimestamp must be in the past with SERVER_TIMESTAMP.");
        }
        if (clock == TimestampKind.SERVER && startMs < Math.min(nowMs, archive.horizonMs(stream))) {
            throw ApiException.invalidArgument("StartTimestamp is outside of the stream retention period.");
        }
    }
}
