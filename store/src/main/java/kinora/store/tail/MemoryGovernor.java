package kinora.store.tail;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kinora.store.IngestListener;
import kinora.store.block.BlockPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the tails within the bound: evicts what is stored, frees what is synced, and at last stops reading the
/// sockets of open fragments until memory is free again. One thread looks; sessions say what they take.
public final class MemoryGovernor {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGovernor.class);

    private static final int PAUSE_PERCENT = 80;
    private static final int RESUME_PERCENT = 60;

    private final BlockPool pool;
    private final Supplier<Collection<StreamTail>> tails;
    private final Set<IngestListener> paused = ConcurrentHashMap.newKeySet();

    public MemoryGovernor(BlockPool pool, Supplier<Collection<StreamTail>> tails) {
        this.pool = pool;
        this.tails = tails;
    }

    /// One look; cheap when nothing is wrong.
    public void look() {
        if (usedPercent() >= 60) {
            tails.get().forEach(StreamTail::evictAll);
        }
        if (usedPercent() >= 65) {
            tails.get().forEach(StreamTail::freeSynced);
        }
        if (usedPercent() >= PAUSE_PERCENT) {
            tails.get().forEach(tail -> tail.open().forEach(fragment -> pause(fragment.listener())));
        } else if (usedPercent() < RESUME_PERCENT && !paused.isEmpty()) {
            List<IngestListener> resumed = List.copyOf(paused);
            // In this order: who is told to pause meanwhile must not be told to resume after it.
            resumed.forEach(IngestListener::resumeReading);
            resumed.forEach(paused::remove);
        }
    }

    /// A session has taken memory; between two looks a fast one could take all there is.
    void taken(IngestListener by) {
        if (usedPercent() >= PAUSE_PERCENT) {
            pause(by);
        }
    }

    private long usedPercent() {
        return 100 * pool.usedBytes() / pool.boundBytes();
    }

    private void pause(IngestListener listener) {
        boolean first = paused.isEmpty();
        if (paused.add(listener)) {
            listener.pauseReading();
        }
        if (first) {
            LOG.warn(
                    "media in memory reached {} of {} bytes: producers are read again when the disk has caught up",
                    pool.usedBytes(),
                    pool.boundBytes());
        }
    }
}
