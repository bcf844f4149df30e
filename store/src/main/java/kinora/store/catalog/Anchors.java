package kinora.store.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import kinora.store.StoreException;

/// Which ordinal a fragment had, for a few fragments of each stream: where earlier ones were destroyed.
public final class Anchors {
    /// The fragment with this sequence, or the first above it, has this ordinal.
    public record Anchor(long streamId, long sequence, long ordinal) {}

    private final CatalogWriter writer;

    Anchors(CatalogWriter writer) {
        this.writer = writer;
    }

    /// A stream's anchors: sequence to ordinal.
    public NavigableMap<Long, Long> of(long streamId) throws StoreException {
        return writer.make(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT sequence, ordinal FROM anchor WHERE stream = ?")) {
                select.setLong(1, streamId);
                TreeMap<Long, Long> anchors = new TreeMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        anchors.put(row.getLong(1), row.getLong(2));
                    }
                }
                return anchors;
            }
        });
    }

    /// Sets anchors, and drops those of each stream that stand below its first survivor.
    public void set(Collection<Anchor> anchors, Map<Long, Long> firstSurvivors) throws StoreException {
        writer.run(connection -> {
            try (PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM anchor WHERE stream = ? AND sequence < ?");
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT OR REPLACE INTO anchor VALUES (?, ?, ?)")) {
                for (Map.Entry<Long, Long> survivor : firstSurvivors.entrySet()) {
                    delete.setLong(1, survivor.getKey());
                    delete.setLong(2, survivor.getValue());
                    delete.executeUpdate();
                }
                for (Anchor anchor : anchors) {
                    insert.setLong(1, anchor.streamId());
                    insert.setLong(2, anchor.sequence());
                    insert.setLong(3, anchor.ordinal());
                    insert.executeUpdate();
                }
            }
        });
    }
}
