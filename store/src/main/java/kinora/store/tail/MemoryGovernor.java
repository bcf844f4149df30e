package kinora.store.tail;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    private static final int FREE_PERCENT = 65;
    private static final int RESUME_PERCENT = 60;

    /// A disk that cannot keep up pauses producers many times a second; once in a while is enough to know it.
    private static final long SAY_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final BlockPool pool;
    private final Supplier<Collection<StreamTail>> tails;
    private final Set<IngestListener> paused = new HashSet<>();

    private long lastSaidNs = System.nanoTime() - SAY_EVERY_NS;

    public MemoryGovernor(BlockPool pool, Supplier<Collection<StreamTail>> tails) {
        this.pool = pool;
        this.tails = tails;
    }

    /// One look; cheap when nothing is wrong.
    public void look() {
        if (usedPercent() >= RESUME_PERCENT) {
            tails.get().forEach(StreamTail::evictAll);
        }
        // As long as anyone waits, however little is missing: nobody else would free what is synced now.
        if (usedPercent() >= FREE_PERCENT || isPausing()) {
            tails.get().forEach(StreamTail::freeSynced);
        }
        if (usedPercent() >= PAUSE_PERCENT) {
            tails.get().forEach(tail -> tail.open().forEach(fragment -> pause(fragment.listener())));
        } else if (usedPercent() < RESUME_PERCENT) {
            resumeAll();
        }
    }

    /// A session has taken memory; between two looks a fast one could take all there is.
    void taken(IngestListener by) {
        if (usedPercent() >= PAUSE_PERCENT) {
            pause(by);
        }
    }

    private synchronized boolean isPausing() {
        return !paused.isEmpty();
    }

    private long usedPercent() {
        return 100 * pool.usedBytes() / pool.boundBytes();
    }

    /// Under the lock, as pausing is: a session that is told to pause is in `paused` until it is told to go on.
    private synchronized void resumeAll() {
        paused.forEach(IngestListener::resumeReading);
        paused.clear();
    }

    private synchronized void pause(IngestListener listener) {
        boolean first = paused.isEmpty();
        if (paused.add(listener)) {
            listener.pauseReading();
        }
        long nowNs = System.nanoTime();
        if (first && nowNs - lastSaidNs >= SAY_EVERY_NS) {
            lastSaidNs = nowNs;
            LOG.warn(
                    "media in memory reached {} of {} bytes: producers are read again when the disk has caught up",
                    pool.usedBytes(),
                    pool.boundBytes());
        }
    }
}
