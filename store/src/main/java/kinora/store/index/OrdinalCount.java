package kinora.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts a stream's fragments in number order; anchors say where earlier ones were destroyed.
final class OrdinalCount {
    private static final Logger LOG = LoggerFactory.getLogger(OrdinalCount.class);

    private static final int BATCH_ROWS = 5_000;

    private final Connection connection;
    private final long streamId;
    private final NavigableMap<Long, Long> anchors;
    private long lastSequence = -1;
    private long nextOrdinal;

    OrdinalCount(Connection connection, long streamId, NavigableMap<Long, Long> anchors) throws SQLException {
        this.connection = connection;
        this.streamId = streamId;
        this.anchors = anchors;
        readLast();
    }

    private void readLast() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT sequence, ordinal FROM fragment"
                + " WHERE stream = ? AND ordinal >= 0 ORDER BY sequence DESC LIMIT 1")) {
            select.setLong(1, streamId);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    lastSequence = row.getLong(1);
                    nextOrdinal = row.getLong(2) + 1;
                }
            }
        }
    }

    long next() {
        Map.Entry<Long, Long> anchor = anchors.lastEntry();
        return anchor != null && anchor.getKey() > lastSequence
                ? Math.max(nextOrdinal, anchor.getValue())
                : nextOrdinal;
    }

    /// Counts in batches, and adds what is counted to the sums.
    long run(long fromSequence, RollUps rollUps) throws SQLException {
        List<Footprint> batch = uncounted(fromSequence);
        while (!batch.isEmpty()) {
            Sums sums = new Sums();
            run(batch, sums);
            if (!sums.lines().isEmpty()) {
                rollUps.write(Map.of(streamId, sums));
            }
            batch = uncounted(batch.getLast().sequence() + 1);
        }
        return next();
    }

    private void run(List<Footprint> batch, Sums sums) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE fragment SET ordinal = ? WHERE stream = ? AND sequence = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM fragment WHERE stream = ? AND sequence = ?")) {
            for (Footprint fragment : batch) {
                if (!isDestroyed(fragment.sequence())) {
                    count(fragment.sequence(), update);
                    sums.add(fragment, 1);
                } else {
                    delete.setLong(1, streamId);
                    delete.setLong(2, fragment.sequence());
                    delete.executeUpdate();
                }
            }
        }
    }

    private List<Footprint> uncounted(long fromSequence) throws SQLException {
        List<Footprint> fragments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + Footprint.COLUMNS + " FROM fragment"
                + " WHERE stream = ? AND sequence >= ? AND ordinal = -1 ORDER BY sequence LIMIT " + BATCH_ROWS)) {
            select.setLong(1, streamId);
            select.setLong(2, fromSequence);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    fragments.add(Footprint.read(row));
                }
            }
        }
        return fragments;
    }

    private boolean isDestroyed(long sequence) {
        return !anchors.isEmpty() && sequence < anchors.firstKey();
    }

    private void count(long sequence, PreparedStatement update) throws SQLException {
        Map.Entry<Long, Long> anchor = anchors.floorEntry(sequence);
        if (anchor != null && anchor.getKey() > lastSequence) {
            nextOrdinal = anchor.getValue();
        }
        if (sequence < lastSequence) {
            // Rows reach the index in number order, so this should not be. A fragment out of turn is better than none.
            LOG.error("stream {}: fragment {} is counted after {}", streamId, sequence, lastSequence);
        }
        update.setLong(1, nextOrdinal++);
        update.setLong(2, streamId);
        update.setLong(3, sequence);
        update.executeUpdate();
        lastSequence = Math.max(lastSequence, sequence);
    }
}
