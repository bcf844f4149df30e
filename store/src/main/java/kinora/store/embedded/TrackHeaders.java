package kinora.store.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.index.IndexRow;
import kinora.store.journal.RecordLocation;
import kinora.store.journal.SegmentReader;

/// The track headers read last: thousands of fragments share one.
final class TrackHeaders {
    private static final int KEPT = 256;

    private record Key(long streamId, RecordLocation location) {}

    private final SegmentReader segments;
    private final Map<Key, TrackHeader> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TrackHeader> eldest) {
            return size() > KEPT;
        }
    };

    TrackHeaders(SegmentReader segments) {
        this.segments = segments;
    }

    TrackHeader of(IndexRow row) throws StoreException {
        Key key = new Key(row.streamId(), row.trackHeader());
        synchronized (kept) {
            TrackHeader present = kept.get(key);
            if (present != null) {
                return present;
            }
        }
        TrackHeader read = new TrackHeader(segments.trackHeader(row.trackHeader(), row.streamId()));
        synchronized (kept) {
            kept.put(key, read);
        }
        return read;
    }
}
