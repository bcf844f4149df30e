package kinora.playback.clip;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.store.TimestampKind;

/// Which fragments a clip is made of: those that begin in `[startMs, endMs]` by one of the clocks.
public record ClipSpan(TimestampKind kind, long startMs, long endMs) {
    private static final long AWS_SPAN_MS_MAX = TimeUnit.HOURS.toMillis(24);

    public ClipSpan {
        Objects.requireNonNull(kind, "kind is null");
    }

    /// Throws INVALID_ARGUMENT. AWS's own bounds hold only where its limits do.
    ///
    /// @param nowMs the server's time
    /// @param horizonMs the oldest server timestamp that the stream still keeps
    void check(LimitsMode limits, long nowMs, long horizonMs) {
        if (endMs <= startMs) {
            throw ApiException.invalidArgument("EndTimestamp must be later than StartTimestamp.");
        }
        if (limits == LimitsMode.RELAXED) {
            return;
        }
        if (endMs - startMs > AWS_SPAN_MS_MAX) {
            throw ApiException.invalidArgument("EndTimestamp must be within 24 hours of StartTimestamp.");
        }
        if (kind == TimestampKind.SERVER && endMs > nowMs) {
            throw ApiException.invalidArgument("EndTimestamp must be in the past.");
        }
        if (kind == TimestampKind.SERVER && startMs < horizonMs) {
            throw ApiException.invalidArgument("StartTimestamp is outside of the stream's retention period.");
        }
    }

    boolean holds(long timestampMs) {
        return timestampMs >= startMs && timestampMs <= endMs;
    }
}
