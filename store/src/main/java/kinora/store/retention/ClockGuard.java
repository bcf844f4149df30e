package kinora.store.retention;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import kinora.store.StoreException;
import kinora.store.catalog.Settings;

/// Says whether the clock may be believed by who destroys things. A clock that is wrong hides, at worst; only a sweeper
/// that believes it would lose anything.
public final class ClockGuard {
    private static final String LAST_RECORDED = "last-recorded-ms";
    private static final long DRIFT_MS = TimeUnit.MINUTES.toMillis(5);
    private static final long AHEAD_MS = TimeUnit.HOURS.toMillis(24);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Settings settings;
    private long startMs;
    private long startNs;
    private long lastRecordedMs;

    public ClockGuard(InstantSource clock, LongSupplier nanoTime, Settings settings) throws StoreException {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.settings = settings;
        begin();
        byte[] kept = settings.get(LAST_RECORDED);
        this.lastRecordedMs = kept == null ? startMs : ByteBuffer.wrap(kept).getLong();
    }

    private void begin() {
        startMs = clock.millis();
        startNs = nanoTime.getAsLong();
    }

    /// Why the clock is not believed, in one sentence; empty when it is.
    public synchronized Optional<String> doubt() {
        long nowMs = clock.millis();
        long elapsedMs = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNs);
        long driftMs = nowMs - startMs - elapsedMs;
        if (Math.abs(driftMs) > DRIFT_MS) {
            return Optional.of("the clock jumped by " + Duration.ofMillis(driftMs)
                    + " since start; nothing is destroyed until it is right again or"
                    + " `kinora store accept-clock` says that it is");
        }
        if (nowMs - lastRecordedMs > AHEAD_MS) {
            return Optional.of("the clock says " + Instant.ofEpochMilli(nowMs) + ", the store was last used at "
                    + Instant.ofEpochMilli(lastRecordedMs) + "; nothing is destroyed until"
                    + " `kinora store accept-clock` says that this is right");
        }
        return Optional.empty();
    }

    /// Keeps the present time as the last one recorded, if it is believed.
    public synchronized void record() throws StoreException {
        if (doubt().isEmpty()) {
            keep(clock.millis());
        }
    }

    /// The operator says that the clock is right.
    public synchronized void accept() throws StoreException {
        begin();
        keep(startMs);
    }

    private void keep(long ms) throws StoreException {
        lastRecordedMs = ms;
        settings.put(LAST_RECORDED, ByteBuffer.allocate(Long.BYTES).putLong(ms).array());
    }
}
