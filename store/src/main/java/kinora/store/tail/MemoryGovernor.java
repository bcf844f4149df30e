package kinora.store.tail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import kinora.store.IngestListener;
import kinora.store.block.BlockPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the tails within the bound: evicts what is stored, frees what is synced, and at last stops reading the
/// sockets of the largest open fragments until memory is free again. One thread.
public final class MemoryGovernor {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGovernor.class);

    private final BlockPool pool;
    private final Supplier<Collection<StreamTail>> tails;
    private final Set<IngestListener> paused = new HashSet<>();

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
        if (usedPercent() >= 80) {
            pauseLargest();
        } else if (usedPercent() < 70 && !paused.isEmpty()) {
            paused.forEach(IngestListener::resumeReading);
            paused.clear();
        }
    }

    private long usedPercent() {
        return 100 * pool.usedBytes() / pool.boundBytes();
    }

    private void pauseLargest() {
        List<TailFragment> open = new ArrayList<>();
        tails.get().forEach(tail -> open.addAll(tail.open()));
        open.sort(Comparator.comparingLong(TailFragment::residentBytes).reversed());
        boolean first = paused.isEmpty();
        for (TailFragment fragment : open.subList(0, (open.size() + 1) / 2)) {
            if (paused.add(fragment.listener())) {
                fragment.listener().pauseReading();
            }
        }
        if (first && !paused.isEmpty()) {
            LOG.warn(
                    "media in memory reached {} of {} bytes: reading of {} producers pauses until the disk catches up",
                    pool.usedBytes(),
                    pool.boundBytes(),
                    paused.size());
        }
    }
}
