package kinora.store.retention;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import kinora.model.Stream;
import kinora.store.StoreException;
import kinora.store.catalog.Anchors.Anchor;
import kinora.store.catalog.Catalog;
import kinora.store.index.FragmentIndex;
import kinora.store.index.IndexSweep;
import kinora.store.index.IndexSweep.Resident;
import kinora.store.journal.SegmentFile;
import kinora.store.journal.SegmentFiles;
import kinora.store.keys.DataKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Destroys what is hidden for good: rows, then files, then keys. Works only while the clock is believed.
/// The procedure "Sweep" of `docs/design/store.md`.
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /// Files die roughly in order; after so many living ones in a row the rest of their class is left for later.
    private static final int LIVING_IN_A_ROW_MAX = 16;

    private final Catalog catalog;
    private final FragmentIndex index;
    private final IndexSweep sweep;
    private final SegmentFiles files;
    private final DataKeys keys;
    private final ClockGuard guard;
    private final ToLongFunction<Stream> horizonMs;
    private final Compactor compactor;

    public Sweeper(
            Catalog catalog,
            FragmentIndex index,
            SegmentFiles files,
            DataKeys keys,
            ClockGuard guard,
            ToLongFunction<Stream> horizonMs,
            Compactor compactor) {
        this.catalog = catalog;
        this.index = index;
        this.sweep = new IndexSweep(index.writer());
        this.files = files;
        this.keys = keys;
        this.guard = guard;
        this.horizonMs = horizonMs;
        this.compactor = compactor;
    }

    /// One sweep; returns how many segment files were recycled.
    public synchronized int run() throws StoreException, IOException {
        if (guard.doubt().isPresent()) {
            return 0;
        }
        guard.record();
        index.writer().flush();
        Map<Long, Long> horizons = new HashMap<>();
        for (Stream stream : catalog.all()) {
            horizons.put(stream.id(), horizonMs.applyAsLong(stream));
        }
        boolean strangers = forgetDeletedStreams();
        bury(horizons);
        return recycle(horizons, strangers);
    }

    // 1: rows of deleted streams
    private boolean forgetDeletedStreams() throws StoreException {
        boolean any = false;
        for (long stranger : sweep.strangers(id -> catalog.find(id) != null)) {
            sweep.deleteStream(stranger);
            any = true;
        }
        return any;
    }

    // 2: watermarks and anchors are durable before a row goes; 3: rows; 4: keys of days that are over
    private void bury(Map<Long, Long> horizons) throws StoreException {
        Map<Long, Long> watermarks = new HashMap<>();
        List<Anchor> anchors = new ArrayList<>();
        Map<Long, Long> survivors = new HashMap<>();
        for (Map.Entry<Long, Long> horizon : horizons.entrySet()) {
            if (sweep.hasExpired(horizon.getKey(), horizon.getValue())) {
                watermarks.put(horizon.getKey(), horizon.getValue());
                List<Anchor> kept = sweep.anchorsFor(horizon.getKey(), horizon.getValue());
                anchors.addAll(kept);
                kept.stream().findFirst().ifPresent(first -> survivors.put(first.streamId(), first.sequence()));
            }
        }
        if (watermarks.isEmpty()) {
            return;
        }
        catalog.bury(watermarks);
        catalog.anchors().set(anchors, survivors);
        for (Map.Entry<Long, Long> expired : watermarks.entrySet()) {
            sweep.deleteExpired(expired.getKey(), expired.getValue());
            catalog.keys().destroyBefore(expired.getKey(), DataKeys.dayOf(expired.getValue()));
            keys.forget(expired.getKey());
        }
    }

    // 5: files in which nothing lives
    private int recycle(Map<Long, Long> horizons, boolean lookEverywhere) throws StoreException, IOException {
        int[] livingInARow = new int[64];
        List<SegmentFile> dead = new ArrayList<>();
        for (SegmentFile segment : files.all()) {
            int lane = segment.retentionClass();
            if (segment.isOpen() || !segment.isIndexed()) {
                continue;
            }
            if (!lookEverywhere && livingInARow[lane] >= LIVING_IN_A_ROW_MAX) {
                continue;
            }
            if (isDead(segment, horizons)) {
                dead.add(segment);
                livingInARow[lane] = 0;
            } else {
                livingInARow[lane]++;
            }
        }
        return recycle(dead, horizons);
    }

    private boolean isDead(SegmentFile segment, Map<Long, Long> horizons) throws StoreException {
        List<Resident> living = living(segment, horizons);
        if (living.isEmpty()) {
            return true;
        }
        long livingBytes = living.stream().mapToLong(Resident::bytes).sum();
        // Less than half of it lives: move that elsewhere and win the file back.
        return livingBytes < segment.sizeBytes() / 2 && compactor.moveAll(living, horizons);
    }

    private List<Resident> living(SegmentFile segment, Map<Long, Long> horizons) throws StoreException {
        return sweep.residents(segment.number()).stream()
                .filter(resident ->
                        resident.maxServerTimestampMs() > horizons.getOrDefault(resident.streamId(), Long.MAX_VALUE))
                .toList();
    }

    private int recycle(List<SegmentFile> candidates, Map<Long, Long> horizons) throws StoreException, IOException {
        List<SegmentFile> dead = new ArrayList<>();
        for (SegmentFile segment : candidates) {
            if (retire(segment, horizons)) {
                sweep.forgetSegment(segment.number());
                dead.add(segment);
            }
        }
        if (dead.isEmpty()) {
            return 0;
        }
        // The index on disk names them no more before they are touched.
        index.writer().sync();
        for (SegmentFile segment : dead) {
            files.recycle(segment);
        }
        LOG.info("{} segment files hold nothing that lives and were recycled", dead.size());
        return dead.size();
    }

    /// A fragment that was still on its way when the file was looked at has let go of it only after the index named it:
    /// so look again once nobody can hold the file any more.
    private boolean retire(SegmentFile segment, Map<Long, Long> horizons) throws StoreException {
        if (!segment.tryRetire()) {
            return false;
        }
        if (segment.isIndexed() && living(segment, horizons).isEmpty()) {
            return true;
        }
        segment.reinstate();
        return false;
    }
}
