package kinora.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;

/// Who may push: connections and calls a second of each stream, and the pace of its fragments. Thread-safe; asked once
/// a session and once a fragment.
final class StreamAdmission {
    /// A stream nobody pushes to is forgotten once its buckets are full again, which takes a second.
    private static final long FORGET_NS = TimeUnit.SECONDS.toNanos(2);

    private static final int SWEEP_EVERY = 1_024;

    private final LimitsMode mode;
    private final Map<Long, Gate> gates = new HashMap<>();
    private int admissions;

    StreamAdmission(LimitsMode mode) {
        this.mode = mode;
    }

    /// Counts a session in, or refuses it by [ApiException]. The connection limit is the one for overlapping
    /// sessions: a producer that renews its token opens the next session before it has the last one's final ack.
    synchronized void enter(Stream stream, long nowNs) {
        if (++admissions % SWEEP_EVERY == 0) {
            gates.values().removeIf(gate -> gate.sessions == 0 && nowNs - gate.lastUseNs > FORGET_NS);
        }
        Gate gate = gates.computeIfAbsent(stream.id(), _ -> new Gate(mode, nowNs));
        gate.lastUseNs = nowNs;
        if (!gate.calls.tryTake(nowNs)) {
            throw new ApiException(
                    ApiError.CLIENT_LIMIT_EXCEEDED,
                    "Limit exceeded on number of requests for PutMedia API for resource '" + stream.name() + "'");
        }
        int sessionsMax = Limit.PUT_MEDIA_OVERLAP_CONNECTIONS.intIn(mode);
        if (gate.sessions >= sessionsMax) {
            throw new ApiException(
                    ApiError.CONNECTION_LIMIT_EXCEEDED,
                    "The stream has " + sessionsMax + " PutMedia connections already; end one of them first.");
        }
        gate.sessions++;
    }

    synchronized void leave(Stream stream) {
        Gate gate = gates.get(stream.id());
        if (gate != null) {
            gate.sessions--;
        }
    }

    /// Counts a fragment; says how long the session has to wait before it reads on.
    synchronized long fragmentWaitNs(Stream stream, long nowNs) {
        Gate gate = gates.get(stream.id());
        return gate == null ? 0 : gate.fragments.spend(1, nowNs);
    }

    private static final class Gate {
        private final TokenBucket calls;
        private final TokenBucket fragments;
        private int sessions;
        private long lastUseNs;

        Gate(LimitsMode mode, long nowNs) {
            calls = new TokenBucket(Limit.PUT_MEDIA_CALLS_PER_SECOND.in(mode), nowNs);
            fragments = new TokenBucket(Limit.FRAGMENTS_PER_SECOND.in(mode), nowNs);
        }
    }
}
