package kinora.store.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import kinora.store.StoreException;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;
import kinora.store.index.IndexReaders.Reader;
import kinora.store.index.Sums.Line;

/// A question for sums: what stands in the index, what waits for it, less what is hidden and not yet swept.
public final class SumQuery {
    /// Between two sweeps, a minute, far less expires. Only a retention that was just cut leaves more.
    private static final int HIDDEN_ROWS_MAX = 10_000;

    private final PendingRows pending;
    private final IndexReaders readers;

    SumQuery(PendingRows pending, IndexReaders readers) {
        this.pending = pending;
        this.readers = readers;
    }

    /// The spans of one unit that touch `[startMs, endMs)`, in order, without the empty ones.
    public List<TimeSum> sums(long streamId, TimestampKind kind, SumUnit unit, long startMs, long endMs, long horizonMs)
            throws StoreException {
        // Taken before the index is read: what is committed meanwhile is in both, and told apart by its number.
        Collection<IndexRow> waiting = pending.of(streamId);
        NavigableMap<Long, Sum> sums = readers.atOnce(reader -> {
            NavigableMap<Long, Sum> stored = stored(reader, streamId, kind, unit, startMs, endMs);
            hidden(reader, streamId, horizonMs).forEach(fragment -> Sums.add(fragment, -1, kind, unit, stored));
            long lastStored = lastSequence(reader, streamId);
            waiting.stream()
                    .filter(row -> row.sequence() > lastStored)
                    .map(Footprint::of)
                    .filter(fragment -> fragment.serverTimestampMs() > horizonMs)
                    .forEach(fragment -> Sums.add(fragment, 1, kind, unit, stored));
            return stored;
        });
        long visibleMs = kind == TimestampKind.SERVER ? Math.max(startMs, horizonMs) : startMs;
        return sums.subMap(unit.startOf(visibleMs), true, Math.max(visibleMs, endMs), false).entrySet().stream()
                .filter(span -> !span.getValue().isZero())
                .map(span -> span.getValue().at(span.getKey()))
                .toList();
    }

    private static NavigableMap<Long, Sum> stored(
            Reader reader, long streamId, TimestampKind kind, SumUnit unit, long startMs, long endMs)
            throws SQLException {
        NavigableMap<Long, Sum> sums = new TreeMap<>();
        for (String table : List.of("rollup", "rollup_now")) {
            String sql = "SELECT start, " + Sum.COLUMNS + " FROM " + table
                    + " WHERE stream = ? AND clock = ? AND unit = ? AND start >= ? AND start < ?";
            try (ResultSet row = reader.statement(
                            sql, streamId, new Line(kind, unit).clock(), unit.widthMs(), unit.startOf(startMs), endMs)
                    .executeQuery()) {
                while (row.next()) {
                    sums.put(row.getLong(1), Sum.read(row, 2));
                }
            }
        }
        return sums;
    }

    private static List<Footprint> hidden(Reader reader, long streamId, long horizonMs) throws SQLException {
        return footprints(
                reader,
                "INDEXED BY fragment_by_server WHERE stream = ? AND server_ts <= ? AND ordinal >= 0"
                        + " ORDER BY server_ts DESC LIMIT " + HIDDEN_ROWS_MAX,
                streamId,
                horizonMs);
    }

    private static long lastSequence(Reader reader, long streamId) throws SQLException {
        String sql = "SELECT sequence FROM fragment WHERE stream = ? AND ordinal >= 0 ORDER BY sequence DESC LIMIT 1";
        try (ResultSet row = reader.statement(sql, streamId).executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /// The fragments that begin in `[startMs, endMs)`, each as a span of its own, in order.
    public List<TimeSum> spans(
            long streamId, TimestampKind kind, long startMs, long endMs, int maxResults, long horizonMs)
            throws StoreException {
        Map<Long, Footprint> fragments = new TreeMap<>();
        pending.of(streamId).stream()
                .map(Footprint::of)
                .filter(fragment -> fragment.serverTimestampMs() > horizonMs)
                .filter(fragment -> fragment.startMs(kind) >= startMs && fragment.startMs(kind) < endMs)
                .forEach(fragment -> fragments.put(fragment.sequence(), fragment));
        readers.atOnce(reader -> stored(reader, streamId, kind, startMs, endMs, maxResults, horizonMs))
                .forEach(fragment -> fragments.put(fragment.sequence(), fragment));
        return fragments.values().stream()
                .map(fragment -> fragment.span(kind))
                .sorted(Comparator.comparingLong(TimeSum::startMs))
                .limit(maxResults)
                .toList();
    }

    private static List<Footprint> stored(
            Reader reader, long streamId, TimestampKind kind, long startMs, long endMs, int maxResults, long horizonMs)
            throws SQLException {
        String column = kind == TimestampKind.SERVER ? "server_ts" : "producer_ts";
        return footprints(
                reader,
                "WHERE stream = ? AND " + column + " >= ? AND " + column + " < ? AND +server_ts > ? AND ordinal >= 0"
                        + " ORDER BY " + column + ", sequence LIMIT ?",
                streamId,
                startMs,
                endMs,
                horizonMs,
                maxResults);
    }

    private static List<Footprint> footprints(Reader reader, String which, long... arguments) throws SQLException {
        List<Footprint> fragments = new ArrayList<>();
        String sql = "SELECT " + Footprint.COLUMNS + " FROM fragment " + which;
        try (ResultSet row = reader.statement(sql, arguments).executeQuery()) {
            while (row.next()) {
                fragments.add(Footprint.read(row));
            }
        }
        return fragments;
    }
}
