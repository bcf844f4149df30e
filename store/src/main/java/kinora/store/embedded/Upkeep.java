package kinora.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kinora.store.StoreException;
import kinora.store.tail.MemoryGovernor;
import kinora.store.tail.StreamTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the store does by itself, on two threads: quick looks at memory and silence, slow sweeps.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long LOOK_EVERY_MS = 250;
    private static final long MEMORY_EVERY_MS = 20;
    private static final long SWEEP_EVERY_S = 60;

    /// An older session's fragment that got no byte for 2 s is given up: eight looks.
    private static final int SILENT_LOOKS = 8;

    private final EmbeddedStore store;
    private final Path acceptClock;
    private final MemoryGovernor governor;
    private final ScheduledExecutorService quick = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kinora tails").daemon().factory());
    private final ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kinora sweeper").daemon().factory());

    Upkeep(EmbeddedStore store, Path acceptClock) {
        this.store = store;
        this.acceptClock = acceptClock;
        this.governor = store.governor();
    }

    void start() {
        quick.scheduleWithFixedDelay(guarded(governor::look), 0, MEMORY_EVERY_MS, TimeUnit.MILLISECONDS);
        quick.scheduleWithFixedDelay(guarded(this::lookAtTails), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        slow.scheduleWithFixedDelay(guarded(this::sweep), 5, SWEEP_EVERY_S, TimeUnit.SECONDS);
    }

    /// A task that throws would never run again.
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("upkeep met a fault of its own", e);
            }
        };
    }

    private void lookAtTails() {
        long nowNs = System.nanoTime();
        for (StreamTail tail : store.tails()) {
            tail.evictOld(nowNs);
            tail.giveUpSilent(SILENT_LOOKS);
        }
    }

    private void sweep() {
        try {
            if (Files.deleteIfExists(acceptClock)) {
                store.acceptClock();
                LOG.info("the operator says that the clock is right");
            }
            store.keys().forgetUnused();
            store.playbackRows().forgetExpired(store.nowMs());
            store.fetchNextDaysKeys();
            store.sweep();
        } catch (StoreException | IOException e) {
            LOG.error("sweep: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        // Not by an interrupt: that would close files under whoever uses them.
        quick.shutdown();
        slow.shutdown();
        try {
            if (!quick.awaitTermination(5, TimeUnit.SECONDS) || !slow.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("upkeep did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
