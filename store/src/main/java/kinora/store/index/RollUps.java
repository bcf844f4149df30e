package kinora.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import kinora.store.index.Sums.Line;
import org.jspecify.annotations.Nullable;

/// Keeps the tables of sums in step with the fragments, in the caller's transaction.
///
/// A stream's newest span of each line stands in `rollup_now`, where all of them share a page: a second's worth of rows
/// would otherwise touch eight pages for each stream. When the next span begins, the one before moves to `rollup`. A
/// span is in one of the two, never in both, and never empty.
final class RollUps {
    private static final String PLACE = " WHERE stream = ? AND clock = ? AND unit = ?";
    private static final String SPAN = PLACE + " AND start = ?";
    private static final String VALUES = " VALUES (?, ?, ?, ?" + ", ?".repeat(Sum.COLUMN_COUNT) + ")";

    private record Now(long startMs, Sum sum) {}

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    RollUps(Connection connection) {
        this.connection = connection;
    }

    void write(Map<Long, Sums> changes) throws SQLException {
        for (Map.Entry<Long, Sums> stream : changes.entrySet()) {
            Map<Line, Now> newest = readNow(stream.getKey());
            for (Map.Entry<Line, NavigableMap<Long, Sum>> line :
                    stream.getValue().lines().entrySet()) {
                change(stream.getKey(), line.getKey(), newest.get(line.getKey()), line.getValue());
            }
        }
    }

    private Map<Line, Now> readNow(long streamId) throws SQLException {
        Map<Line, Now> newest = new HashMap<>();
        PreparedStatement select =
                statement("SELECT clock, unit, start, " + Sum.COLUMNS + " FROM rollup_now WHERE stream = ?");
        select.setLong(1, streamId);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Line line = Line.read(row.getLong(1), row.getLong(2));
                newest.put(line, new Now(row.getLong(3), Sum.read(row, 4)));
            }
        }
        return newest;
    }

    private void change(long streamId, Line line, @Nullable Now newest, NavigableMap<Long, Sum> changes)
            throws SQLException {
        Map.Entry<Long, Sum> last = changes.lastEntry();
        Now now = newest;
        if (now == null || now.startMs < last.getKey()) {
            if (now != null) {
                addTo(streamId, line, now.startMs, now.sum);
            }
            now = new Now(last.getKey(), take(streamId, line, last.getKey()));
        }
        for (Map.Entry<Long, Sum> change : changes.entrySet()) {
            if (change.getKey() == now.startMs) {
                now.sum.add(change.getValue());
            } else {
                addTo(streamId, line, change.getKey(), change.getValue());
            }
        }
        putNow(streamId, line, now);
    }

    private void putNow(long streamId, Line line, Now now) throws SQLException {
        if (now.sum.isZero()) {
            PreparedStatement delete = statement("DELETE FROM rollup_now" + PLACE);
            bind(delete, streamId, line);
            delete.executeUpdate();
        } else {
            put("INSERT OR REPLACE INTO rollup_now", streamId, line, now.startMs, now.sum);
        }
    }

    private void addTo(long streamId, Line line, long startMs, Sum sum) throws SQLException {
        Sum total = take(streamId, line, startMs);
        total.add(sum);
        if (!total.isZero()) {
            put("INSERT INTO rollup", streamId, line, startMs, total);
        }
    }

    private void put(String into, long streamId, Line line, long startMs, Sum sum) throws SQLException {
        PreparedStatement insert = statement(into + " (stream, clock, unit, start, " + Sum.COLUMNS + ")" + VALUES);
        bind(insert, streamId, line);
        insert.setLong(4, startMs);
        sum.bind(insert, 5);
        insert.executeUpdate();
    }

    /// Takes a span out of `rollup`; zero where there is none.
    private Sum take(long streamId, Line line, long startMs) throws SQLException {
        PreparedStatement delete = statement("DELETE FROM rollup" + SPAN + " RETURNING " + Sum.COLUMNS);
        bind(delete, streamId, line);
        delete.setLong(4, startMs);
        try (ResultSet row = delete.executeQuery()) {
            return row.next() ? Sum.read(row, 1) : new Sum();
        }
    }

    private static void bind(PreparedStatement statement, long streamId, Line line) throws SQLException {
        statement.setLong(1, streamId);
        statement.setLong(2, line.clock());
        statement.setLong(3, line.unit().widthMs());
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement present = statements.get(sql);
        if (present != null) {
            return present;
        }
        PreparedStatement made = connection.prepareStatement(sql);
        statements.put(sql, made);
        return made;
    }
}
