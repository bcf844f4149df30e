package kinora.store.retention;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clock that gives fragments their server timestamp. A backward step up to 10 s is smoothed (time stands still
/// until it is made good); a larger one is taken as it is, logged and counted.
public final class ServerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final long SMOOTHED_MS = 10_000;

    private final InstantSource clock;
    private final AtomicLong latestMs = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong steps = new AtomicLong();

    public ServerClock(InstantSource clock) {
        this.clock = clock;
    }

    public long nowMs() {
        while (true) {
            long now = Math.max(0, clock.millis());
            long latest = latestMs.get();
            if (now < latest && latest - now <= SMOOTHED_MS) {
                return latest;
            }
            if (latestMs.compareAndSet(latest, now)) {
                noteStep(now, latest);
                return now;
            }
        }
    }

    private void noteStep(long now, long latest) {
        if (now < latest) {
            steps.incrementAndGet();
            LOG.warn("the server's clock went back by {} ms; new fragments carry the new time", latest - now);
        }
    }

    /// How often the clock went back by more than it is smoothed for.
    public long backwardSteps() {
        return steps.get();
    }
}
