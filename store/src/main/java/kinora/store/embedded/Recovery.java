package kinora.store.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kinora.store.StoreException;
import kinora.store.catalog.Catalog;
import kinora.store.index.FragmentIndex;
import kinora.store.index.IndexRow;
import kinora.store.index.IndexSweep;
import kinora.store.journal.SegmentFile;
import kinora.store.journal.SegmentFiles;
import kinora.store.journal.SegmentRecovery;
import kinora.store.journal.SegmentRecovery.Damage;
import kinora.store.journal.SegmentRecovery.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the index up to what the segment files hold. The procedure "Start" of `docs/design/store.md`.
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long UNCOUNTED = -1;

    private final Catalog catalog;
    private final SegmentFiles files;
    private final FragmentIndex index;
    private final SegmentRecovery segments;
    private final Map<Long, Long> firstFound = new TreeMap<>();

    Recovery(Catalog catalog, SegmentFiles files, FragmentIndex index, SegmentRecovery segments) {
        this.catalog = catalog;
        this.files = files;
        this.index = index;
        this.segments = segments;
    }

    /// 1 walk each segment from its checkpoint  2 put what is missing into the index  3 count it
    int run() throws StoreException {
        Map<Long, Long> checkpoints = index.writer().readCheckpoints();
        int found = 0;
        for (SegmentFile segment : files.all()) {
            found += recover(segment, checkpoints.getOrDefault(segment.number(), 0L));
        }
        count();
        index.writer().flush();
        for (Damage damage : segments.damages()) {
            LOG.error(
                    "segment {}, offset {}: {}; that fragment is refused, all others are served",
                    damage.segment(),
                    damage.offsetBytes(),
                    damage.what());
        }
        return found;
    }

    private int recover(SegmentFile segment, long checkpoint) throws StoreException {
        List<IndexRow> rows = new ArrayList<>();
        for (Found fragment : segments.recover(segment, checkpoint)) {
            rows.add(IndexRow.of(fragment.streamId(), UNCOUNTED, fragment.record(), fragment.location()));
            firstFound.merge(fragment.streamId(), fragment.record().number().sequence(), Math::min);
        }
        return index.writer().recover(rows);
    }

    private void count() throws StoreException {
        IndexSweep sweep = new IndexSweep(index.writer());
        for (Map.Entry<Long, Long> stream : firstFound.entrySet()) {
            sweep.countOn(stream.getKey(), stream.getValue(), catalog.anchors().of(stream.getKey()));
        }
    }
}
