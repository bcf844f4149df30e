package kinora.store.index;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Rows that are visible but not yet committed to SQLite: a second's worth.
final class PendingRows {
    private final ConcurrentHashMap<Long, ConcurrentSkipListMap<Long, IndexRow>> byStream = new ConcurrentHashMap<>();

    void add(IndexRow row) {
        byStream.computeIfAbsent(row.streamId(), _ -> new ConcurrentSkipListMap<>())
                .put(row.sequence(), row);
    }

    void remove(Collection<IndexRow> rows) {
        for (IndexRow row : rows) {
            ConcurrentSkipListMap<Long, IndexRow> stream = byStream.get(row.streamId());
            if (stream != null) {
                stream.remove(row.sequence(), row);
            }
        }
    }

    void forget(long streamId) {
        byStream.remove(streamId);
    }

    /// The stream's waiting rows in number order, those that leave meanwhile perhaps among them.
    Collection<IndexRow> of(long streamId) {
        ConcurrentNavigableMap<Long, IndexRow> stream = byStream.get(streamId);
        return stream == null ? List.of() : List.copyOf(stream.values());
    }
}
