package kinora.read;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;

/// Who may read: connections and calls a second of each stream, for one operation. Thread-safe.
public final class Readers {
    private static final int SWEEP_EVERY = 1_024;

    private final String operation;
    private final int connectionsMax;
    private final long callsPerSecond;
    private final Map<Long, Gate> gates = new HashMap<>();
    private int admissions;

    public Readers(String operation, int connectionsMax, long callsPerSecond) {
        this.operation = operation;
        this.connectionsMax = connectionsMax;
        this.callsPerSecond = callsPerSecond;
    }

    /// Counts a reader in, or refuses it by [ApiException]; [#leave] counts it out again.
    public synchronized void enter(Stream stream, long nowNs) {
        if (++admissions % SWEEP_EVERY == 0) {
            gates.values().removeIf(gate -> gate.connections == 0 && nowNs - gate.secondStartNs > Gate.SECOND_NS);
        }
        Gate gate = gates.computeIfAbsent(stream.id(), _ -> new Gate(nowNs));
        if (gate.countCall(nowNs) > callsPerSecond) {
            throw new ApiException(
                    ApiError.CLIENT_LIMIT_EXCEEDED,
                    "Limit exceeded on number of requests for " + operation + " API for resource '" + stream.name()
                            + "'");
        }
        if (gate.connections >= connectionsMax) {
            throw new ApiException(
                    ApiError.CONNECTION_LIMIT_EXCEEDED,
                    "The stream has " + connectionsMax + " " + operation + " connections already; end one first.");
        }
        gate.connections++;
    }

    public synchronized void leave(Stream stream) {
        Gate gate = gates.get(stream.id());
        if (gate != null) {
            gate.connections--;
        }
    }

    public synchronized int connections(Stream stream) {
        Gate gate = gates.get(stream.id());
        return gate == null ? 0 : gate.connections;
    }

    private static final class Gate {
        private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

        private int connections;
        private long secondStartNs;
        private long calls;

        Gate(long nowNs) {
            secondStartNs = nowNs;
        }

        long countCall(long nowNs) {
            if (nowNs - secondStartNs >= SECOND_NS) {
                secondStartNs = nowNs;
                calls = 0;
            }
            return ++calls;
        }
    }
}
