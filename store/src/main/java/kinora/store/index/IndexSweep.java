package kinora.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import kinora.store.StoreException;
import kinora.store.catalog.Anchors.Anchor;
import org.jspecify.annotations.Nullable;

/// What upkeep asks of the index and does to it, in transactions of bounded size.
public final class IndexSweep {
    private static final int BATCH_ROWS = 5_000;

    /// How much of a stream lies in a segment file, and how new it is.
    public record Resident(long segment, long streamId, long bytes, long maxServerTimestampMs) {}

    private final IndexWriter writer;

    public IndexSweep(IndexWriter writer) {
        this.writer = writer;
    }

    public boolean hasExpired(long streamId, long horizonMs) throws StoreException {
        return writer.work(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM fragment WHERE stream = ? AND server_ts <= ? LIMIT 1")) {
                select.setLong(1, streamId);
                select.setLong(2, horizonMs);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /// A fragment's place in its stream.
    private record Counted(long sequence, long ordinal) {}

    /// The anchors that keep the survivors' ordinals once what is expired has gone: one at the first survivor, one
    /// behind each expired fragment that stands above it (clocks that went back make such).
    public List<Anchor> anchorsFor(long streamId, long horizonMs) throws StoreException {
        return writer.work(connection -> {
            Counted survivor = counted(connection, "fragment", "+server_ts > ? ORDER BY sequence", streamId, horizonMs);
            Counted expired = counted(
                    connection,
                    "fragment INDEXED BY fragment_by_server",
                    "server_ts <= ? ORDER BY sequence DESC",
                    streamId,
                    horizonMs);
            if (survivor == null) {
                return expired == null
                        ? List.of()
                        : List.of(new Anchor(streamId, expired.sequence() + 1, expired.ordinal() + 1));
            }
            List<Anchor> anchors = new ArrayList<>();
            anchors.add(new Anchor(streamId, survivor.sequence(), survivor.ordinal()));
            if (expired != null && expired.sequence() > survivor.sequence()) {
                addBehindExpired(connection, anchors, survivor, expired, horizonMs);
            }
            return anchors;
        });
    }

    private static @Nullable Counted counted(
            Connection connection, String from, String where, long streamId, long horizonMs) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT sequence, ordinal FROM " + from
                + " WHERE stream = ? AND ordinal >= 0 AND " + where + " LIMIT 1")) {
            select.setLong(1, streamId);
            select.setLong(2, horizonMs);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Counted(row.getLong(1), row.getLong(2)) : null;
            }
        }
    }

    private static void addBehindExpired(
            Connection connection, List<Anchor> anchors, Counted survivor, Counted lastExpired, long horizonMs)
            throws SQLException {
        long streamId = anchors.getFirst().streamId();
        boolean afterGap = false;
        try (PreparedStatement select = connection.prepareStatement("SELECT sequence, ordinal, server_ts > ?"
                + " FROM fragment WHERE stream = ? AND sequence BETWEEN ? AND ? AND ordinal >= 0 ORDER BY sequence")) {
            select.setLong(1, horizonMs);
            select.setLong(2, streamId);
            select.setLong(3, survivor.sequence());
            select.setLong(4, lastExpired.sequence());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean survives = row.getBoolean(3);
                    if (survives && afterGap) {
                        anchors.add(new Anchor(streamId, row.getLong(1), row.getLong(2)));
                    }
                    afterGap = !survives;
                }
            }
        }
        anchors.add(new Anchor(streamId, lastExpired.sequence() + 1, lastExpired.ordinal() + 1));
    }

    /// Deletes what has expired and takes it out of the sums, a batch a transaction.
    public void deleteExpired(long streamId, long horizonMs) throws StoreException {
        int deleted;
        do {
            deleted = writer.work(connection -> deleteExpiredBatch(connection, streamId, horizonMs));
        } while (deleted == BATCH_ROWS);
    }

    private int deleteExpiredBatch(Connection connection, long streamId, long horizonMs) throws SQLException {
        int deleted = 0;
        Sums sums = new Sums();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM fragment WHERE stream = ? AND sequence"
                + " IN (SELECT sequence FROM fragment WHERE stream = ? AND server_ts <= ? LIMIT " + BATCH_ROWS + ")"
                + " RETURNING " + Footprint.COLUMNS)) {
            delete.setLong(1, streamId);
            delete.setLong(2, streamId);
            delete.setLong(3, horizonMs);
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    sums.add(Footprint.read(row), -1);
                    deleted++;
                }
            }
        }
        if (deleted > 0) {
            writer.rollUps().write(Map.of(streamId, sums));
        }
        return deleted;
    }

    public void deleteStream(long streamId) throws StoreException {
        deleteInBatches("fragment", "sequence", streamId);
        deleteInBatches("rollup_now", "clock, unit", streamId);
        deleteInBatches("rollup", "clock, unit, start", streamId);
    }

    private void deleteInBatches(String table, String key, long streamId) throws StoreException {
        String sql = "DELETE FROM " + table + " WHERE stream = ? AND (" + key + ") IN (SELECT " + key + " FROM " + table
                + " WHERE stream = ? LIMIT " + BATCH_ROWS + ")";
        int deleted;
        do {
            deleted = writer.work(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setLong(1, streamId);
                    delete.setLong(2, streamId);
                    return delete.executeUpdate();
                }
            });
        } while (deleted == BATCH_ROWS);
    }

    /// Streams that have rows or residents here and are not known any more.
    public Set<Long> strangers(LongPredicate known) throws StoreException {
        return writer.work(connection -> {
            Set<Long> strangers = new TreeSet<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT stream FROM resident");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!known.test(row.getLong(1))) {
                        strangers.add(row.getLong(1));
                    }
                }
            }
            return strangers;
        });
    }

    public List<Resident> residents(long segment) throws StoreException {
        return writer.work(connection -> {
            List<Resident> residents = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT segment, stream, bytes, max_server_ts FROM resident WHERE segment = ?")) {
                select.setLong(1, segment);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        residents.add(new Resident(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
                    }
                }
            }
            return residents;
        });
    }

    /// The index names the segment no more.
    public void forgetSegment(long segment) throws StoreException {
        for (String table : List.of("resident", "checkpoint")) {
            writer.work(connection -> {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE segment = ?")) {
                    delete.setLong(1, segment);
                    return delete.executeUpdate();
                }
            });
        }
    }

    /// A stream's living rows with a piece in the segment, for moving them elsewhere.
    public List<IndexRow> rowsIn(Resident resident, long horizonMs) throws StoreException {
        return writer.work(connection -> rowsIn(connection, resident, horizonMs));
    }

    private static List<IndexRow> rowsIn(Connection connection, Resident resident, long horizonMs) throws SQLException {
        List<IndexRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + RowCodec.COLUMNS
                + " FROM fragment WHERE stream = ? AND server_ts > ? AND server_ts <= ? AND ordinal >= 0")) {
            select.setLong(1, resident.streamId());
            select.setLong(2, horizonMs);
            select.setLong(3, resident.maxServerTimestampMs());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    IndexRow read = RowCodec.read(row);
                    if (read.segments().contains(resident.segment())) {
                        rows.add(read);
                    }
                }
            }
        }
        return rows;
    }

    /// Nothing living of the stream is in the segment any more, if that is so.
    public void forgetResident(Resident resident, long horizonMs) throws StoreException {
        writer.work(connection -> {
            if (!rowsIn(connection, resident, horizonMs).isEmpty()) {
                return false;
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM resident WHERE segment = ? AND stream = ?")) {
                delete.setLong(1, resident.segment());
                delete.setLong(2, resident.streamId());
                return delete.executeUpdate() > 0;
            }
        });
    }

    /// The fragment lies elsewhere now.
    public void move(IndexRow moved) throws StoreException {
        writer.replace(moved);
    }

    /// Ordinals for rows that recovery found: counted on from the last one that has one, or from an anchor. Rows that
    /// would stand before a counted one were given up once and are dropped.
    public long countOn(long streamId, long fromSequence, NavigableMap<Long, Long> anchors) throws StoreException {
        return writer.work(
                connection -> new OrdinalCount(connection, streamId, anchors).run(fromSequence, writer.rollUps()));
    }

    /// Where a stream's next fragment is counted.
    public long nextOrdinal(long streamId, NavigableMap<Long, Long> anchors) throws StoreException {
        return writer.work(connection -> new OrdinalCount(connection, streamId, anchors).next());
    }
}
