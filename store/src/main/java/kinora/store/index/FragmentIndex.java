package kinora.store.index;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kinora.store.Archive.Page;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// Where each visible fragment lies. Queries read waiting rows first, then SQL, and drop doubles, so that a fragment is
/// found as soon as it is acknowledged.
///
/// The horizon is written `+server_ts`: it only filters, and must not tempt SQLite away from the index that has the
/// order.
public final class FragmentIndex implements AutoCloseable {
    private final PendingRows pending = new PendingRows();
    private final IndexReaders readers;
    private final IndexWriter writer;

    private FragmentIndex(Path file, Checkpoints checkpoints) throws SQLException {
        this.writer = new IndexWriter(file, checkpoints, pending);
        this.readers = new IndexReaders(file);
    }

    /// Where recovery would have to begin in each segment file, asked for at each commit.
    public interface Checkpoints {
        Collection<Checkpoint> now();

        record Checkpoint(long segment, long offset) {}
    }

    public static FragmentIndex open(Path file, Checkpoints checkpoints) throws StoreException {
        try {
            return new FragmentIndex(file, checkpoints);
        } catch (SQLException e) {
            throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /// Asks for sums over spans of time.
    public SumQuery sums() {
        return new SumQuery(pending, readers);
    }

    public IndexWriter writer() {
        return writer;
    }

    /// Adds a fragment that has become visible; `whenCommitted` runs once SQLite has it.
    public void add(IndexRow row, Runnable whenCommitted) {
        pending.add(row);
        writer.add(row, whenCommitted);
    }

    public void forget(long streamId) {
        pending.forget(streamId);
    }

    /// The fragment with the lowest sequence above `sequence` whose server timestamp is above `horizonMs`.
    public @Nullable IndexRow after(long streamId, long sequence, long horizonMs) throws StoreException {
        Optional<IndexRow> waiting = pending.of(streamId).stream()
                .filter(row -> row.sequence() > sequence && visible(row, horizonMs))
                .findFirst();
        IndexRow stored = readers.one(
                "stream = ? AND sequence > ? AND +server_ts > ? AND ordinal >= 0 ORDER BY sequence LIMIT 1",
                streamId,
                sequence,
                horizonMs);
        return Stream.concat(waiting.stream(), Stream.ofNullable(stored))
                .min(Comparator.comparingLong(IndexRow::sequence))
                .orElse(null);
    }

    public @Nullable IndexRow last(long streamId, long horizonMs) throws StoreException {
        Optional<IndexRow> waiting = pending.of(streamId).stream()
                .filter(row -> visible(row, horizonMs))
                .reduce((_, later) -> later);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        return readers.one(
                "stream = ? AND +server_ts > ? AND ordinal >= 0 ORDER BY sequence DESC LIMIT 1", streamId, horizonMs);
    }

    /// The first rows whose sequence is above `sequence`, in number order.
    public List<IndexRow> following(long streamId, long sequence, int maxResults, long horizonMs)
            throws StoreException {
        NavigableMap<Long, IndexRow> rows = waitingAfter(streamId, sequence, horizonMs);
        List<IndexRow> stored = readers.many(
                "stream = ? AND sequence > ? AND +server_ts > ? AND ordinal >= 0 ORDER BY sequence LIMIT ?",
                streamId,
                sequence,
                horizonMs,
                maxResults);
        stored.forEach(row -> rows.put(row.sequence(), row));
        return rows.values().stream().limit(maxResults).toList();
    }

    /// The last rows, in number order.
    public List<IndexRow> newest(long streamId, int maxResults, long horizonMs) throws StoreException {
        NavigableMap<Long, IndexRow> rows = waitingAfter(streamId, -1, horizonMs);
        List<IndexRow> stored = readers.many(
                "stream = ? AND +server_ts > ? AND ordinal >= 0 ORDER BY sequence DESC LIMIT ?",
                streamId,
                horizonMs,
                maxResults);
        stored.forEach(row -> rows.put(row.sequence(), row));
        return rows.values().stream()
                .skip(Math.max(0, rows.size() - maxResults))
                .toList();
    }

    private NavigableMap<Long, IndexRow> waitingAfter(long streamId, long sequence, long horizonMs) {
        NavigableMap<Long, IndexRow> rows = new TreeMap<>();
        pending.of(streamId).stream()
                .filter(row -> row.sequence() > sequence && visible(row, horizonMs))
                .forEach(row -> rows.put(row.sequence(), row));
        return rows;
    }

    public @Nullable IndexRow find(long streamId, long sequence) throws StoreException {
        for (IndexRow row : pending.of(streamId)) {
            if (row.sequence() == sequence) {
                return row;
            }
        }
        return readers.one("stream = ? AND sequence = ? AND ordinal >= 0", streamId, sequence);
    }

    /// The fragment that covers the instant, else the first that begins after it.
    public @Nullable IndexRow at(long streamId, TimestampKind kind, long timestampMs, long horizonMs)
            throws StoreException {
        IndexRow before = edge(streamId, kind, timestampMs, horizonMs, true);
        if (before != null && before.timestampMs(kind) + before.durationMs() >= timestampMs) {
            return before;
        }
        return edge(streamId, kind, timestampMs, horizonMs, false);
    }

    private @Nullable IndexRow edge(long streamId, TimestampKind kind, long timestampMs, long horizonMs, boolean before)
            throws StoreException {
        String column = column(kind);
        IndexRow stored = before
                ? readers.one(
                        "stream = ? AND " + column + " <= ? AND +server_ts > ? AND ordinal >= 0 ORDER BY " + column
                                + " DESC, sequence DESC LIMIT 1",
                        streamId,
                        timestampMs,
                        horizonMs)
                : readers.one(
                        "stream = ? AND " + column + " > ? AND +server_ts > ? AND ordinal >= 0 ORDER BY " + column
                                + ", sequence LIMIT 1",
                        streamId,
                        timestampMs,
                        horizonMs);
        Stream<IndexRow> waiting = pending.of(streamId).stream()
                .filter(row -> visible(row, horizonMs))
                .filter(row -> before == row.timestampMs(kind) <= timestampMs);
        Stream<IndexRow> all = Stream.concat(waiting, Stream.ofNullable(stored));
        return (before ? all.max(order(kind)) : all.min(order(kind))).orElse(null);
    }

    /// A page of fragments that begin in a span, by that timestamp and then by number.
    public List<IndexRow> list(long streamId, TimestampKind kind, Page page, long horizonMs) throws StoreException {
        String column = column(kind);
        List<IndexRow> rows = new ArrayList<>(readers.many(
                "stream = ? AND " + column + " >= ? AND " + column + " <= ? AND (" + column + ", sequence) > (?, ?)"
                        + " AND +server_ts > ? AND ordinal >= 0 ORDER BY " + column + ", sequence LIMIT ?",
                streamId,
                Math.max(page.startMs(), page.afterTimestampMs()),
                page.endMs(),
                page.afterTimestampMs(),
                page.afterSequence(),
                horizonMs,
                page.maxResults()));
        pending.of(streamId).stream()
                .filter(row -> visible(row, horizonMs) && inPage(row, kind, page))
                .filter(row -> rows.stream().noneMatch(stored -> stored.sequence() == row.sequence()))
                .toList()
                .forEach(rows::add);
        return rows.stream().sorted(order(kind)).limit(page.maxResults()).toList();
    }

    /// The row with the lowest sequence in a page, without the cost of reading all others.
    public @Nullable IndexRow lowest(long streamId, TimestampKind kind, Page page, long horizonMs)
            throws StoreException {
        if (pending.of(streamId).stream().anyMatch(row -> inPage(row, kind, page))) {
            return list(streamId, kind, page, horizonMs).stream()
                    .min(Comparator.comparingLong(IndexRow::sequence))
                    .orElse(null);
        }
        String column = column(kind);
        return readers.one(
                "stream = ? AND sequence = (SELECT min(sequence) FROM (SELECT sequence FROM fragment WHERE stream = ? AND "
                        + column + " >= ? AND " + column + " <= ? AND (" + column + ", sequence) > (?, ?)"
                        + " AND +server_ts > ? AND ordinal >= 0 ORDER BY " + column + ", sequence LIMIT ?))",
                streamId,
                streamId,
                Math.max(page.startMs(), page.afterTimestampMs()),
                page.endMs(),
                page.afterTimestampMs(),
                page.afterSequence(),
                horizonMs,
                page.maxResults());
    }

    private static boolean inPage(IndexRow row, TimestampKind kind, Page page) {
        long timestampMs = row.timestampMs(kind);
        boolean after = timestampMs > page.afterTimestampMs()
                || (timestampMs == page.afterTimestampMs() && row.sequence() > page.afterSequence());
        return timestampMs >= page.startMs() && timestampMs <= page.endMs() && after;
    }

    private static boolean visible(IndexRow row, long horizonMs) {
        return row.number().serverTimestampMs() > horizonMs;
    }

    private static Comparator<IndexRow> order(TimestampKind kind) {
        return Comparator.<IndexRow>comparingLong(row -> row.timestampMs(kind)).thenComparingLong(IndexRow::sequence);
    }

    private static String column(TimestampKind kind) {
        return kind == TimestampKind.SERVER ? "server_ts" : "producer_ts";
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
