package kinora.api.call;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import kinora.model.Stream;

/// Counts calls per stream, operation and second. Only streams that exist are counted, so the count is bounded.
public final class CallRates {
    private record Key(long streamId, Operation operation) {}

    private record Window(long second, ConcurrentHashMap<Key, AtomicInteger> calls) {}

    private final int callsPerSecondMax;
    private final InstantSource clock;
    private volatile Window window = new Window(0, new ConcurrentHashMap<>());

    public CallRates(LimitsMode mode, InstantSource clock) {
        this.callsPerSecondMax = Limit.CONTROL_CALLS_PER_SECOND.intIn(mode);
        this.clock = clock;
    }

    public void count(Operation operation, Stream stream) {
        int calls = present()
                .calls()
                .computeIfAbsent(new Key(stream.id(), operation), _ -> new AtomicInteger())
                .incrementAndGet();
        if (calls > callsPerSecondMax) {
            throw new ApiException(
                    ApiError.CLIENT_LIMIT_EXCEEDED,
                    "Limit exceeded on number of requests for " + operation.awsName() + " API for resource '"
                            + stream.name() + "'");
        }
    }

    /// Two threads may both open the new second; the few calls counted in the lost window do no harm.
    private Window present() {
        long second = clock.instant().getEpochSecond();
        Window present = window;
        if (present.second() != second) {
            present = new Window(second, new ConcurrentHashMap<>());
            window = present;
        }
        return present;
    }
}
