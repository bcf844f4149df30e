package kinora.store.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.model.StreamStatus;
import kinora.store.StoreException;
import kinora.store.StreamCatalog.NewStream;

/// The rows of the tables `stream`, `stream_tag` and `anchor`.
final class StreamRows {
    record Row(Stream stream, long deletedBeforeMs) {}

    private final CatalogWriter writer;
    private final Account account;
    private final Anchors anchors;

    StreamRows(CatalogWriter writer, Account account) {
        this.writer = writer;
        this.account = account;
        this.anchors = new Anchors(writer);
    }

    Anchors anchors() {
        return anchors;
    }

    List<Row> all() throws StoreException {
        return writer.make(connection -> {
            Map<Long, Map<String, String>> tags = readTags(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM stream")) {
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new Row(read(row, tags), row.getLong("deleted_before_ms")));
                }
                return rows;
            }
        });
    }

    private Stream read(ResultSet row, Map<Long, Map<String, String>> tags) throws SQLException {
        long id = row.getLong("id");
        return new Stream(
                id,
                new StreamArn(
                        account.partition(),
                        account.region(),
                        account.id(),
                        row.getString("name"),
                        row.getLong("created_ms")),
                row.getString("device_name"),
                row.getString("media_type"),
                row.getString("kms_key_id"),
                row.getString("version"),
                StreamStatus.ACTIVE,
                row.getInt("retention_hours"),
                StorageTier.valueOf(row.getString("storage_tier")),
                tags.getOrDefault(id, Map.of()));
    }

    private static Map<Long, Map<String, String>> readTags(Connection connection) throws SQLException {
        Map<Long, Map<String, String>> tags = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT stream, key, value FROM stream_tag")) {
            while (row.next()) {
                tags.computeIfAbsent(row.getLong(1), _ -> new HashMap<>()).put(row.getString(2), row.getString(3));
            }
        }
        return tags;
    }

    Stream insert(NewStream stream, StreamArn arn, String version) throws StoreException {
        return writer.make(connection -> {
            long id = insertRow(connection, stream, arn, version);
            Stream created = new Stream(
                    id,
                    arn,
                    stream.deviceName(),
                    stream.mediaType(),
                    stream.kmsKeyId(),
                    version,
                    StreamStatus.ACTIVE,
                    stream.retentionHours(),
                    stream.storageTier(),
                    stream.tags());
            writeTags(connection, created);
            return created;
        });
    }

    private static long insertRow(Connection connection, NewStream stream, StreamArn arn, String version)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO stream"
                + " (name, created_ms, device_name, media_type, kms_key_id, version, retention_hours, storage_tier)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id")) {
            insert.setString(1, stream.name());
            insert.setLong(2, arn.creationTimeMs());
            insert.setString(3, stream.deviceName());
            insert.setString(4, stream.mediaType());
            insert.setString(5, stream.kmsKeyId());
            insert.setString(6, version);
            insert.setInt(7, stream.retentionHours());
            insert.setString(8, stream.storageTier().name());
            try (ResultSet row = insert.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    private static void writeTags(Connection connection, Stream stream) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO stream_tag VALUES (?, ?, ?)")) {
            for (Map.Entry<String, String> tag : stream.tags().entrySet()) {
                insert.setLong(1, stream.id());
                insert.setString(2, tag.getKey());
                insert.setString(3, tag.getValue());
                insert.executeUpdate();
            }
        }
    }

    void update(Stream stream, long deletedBeforeMs) throws StoreException {
        writer.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE stream SET device_name = ?,"
                    + " media_type = ?, version = ?, retention_hours = ?, storage_tier = ?,"
                    + " deleted_before_ms = max(deleted_before_ms, ?) WHERE id = ?")) {
                update.setString(1, stream.deviceName());
                update.setString(2, stream.mediaType());
                update.setString(3, stream.version());
                update.setInt(4, stream.retentionHours());
                update.setString(5, stream.storageTier().name());
                update.setLong(6, deletedBeforeMs);
                update.setLong(7, stream.id());
                update.executeUpdate();
            }
            run(connection, "DELETE FROM stream_tag WHERE stream = ?", stream.id());
            writeTags(connection, stream);
        });
    }

    void delete(long id) throws StoreException {
        writer.run(connection -> {
            run(connection, "DELETE FROM data_key WHERE stream = ?", id);
            run(connection, "DELETE FROM anchor WHERE stream = ?", id);
            run(connection, "DELETE FROM stream_tag WHERE stream = ?", id);
            run(connection, "DELETE FROM stream WHERE id = ?", id);
        });
    }

    private static void run(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    void bury(Map<Long, Long> watermarksMs) throws StoreException {
        writer.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE stream SET deleted_before_ms = max(deleted_before_ms, ?) WHERE id = ?")) {
                for (Map.Entry<Long, Long> watermark : watermarksMs.entrySet()) {
                    update.setLong(1, watermark.getValue());
                    update.setLong(2, watermark.getKey());
                    update.executeUpdate();
                }
            }
        });
    }

    long reservedSequence(long id) throws StoreException {
        return writer.make(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT reserved_sequence FROM stream WHERE id = ?")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    Map<Long, Long> segmentCuts() throws StoreException {
        return writer.make(connection -> {
            Map<Long, Long> cuts = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT segment, offset FROM segment_cut")) {
                while (row.next()) {
                    cuts.put(row.getLong(1), row.getLong(2));
                }
            }
            return cuts;
        });
    }

    CompletableFuture<Boolean> cutSegment(long segment, long offset) {
        return writer.submit(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO segment_cut VALUES (?, ?)")) {
                insert.setLong(1, segment);
                insert.setLong(2, offset);
                return insert.executeUpdate() > 0;
            }
        });
    }

    CompletableFuture<Boolean> reserve(long id, long limit) {
        return writer.submit(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE stream SET reserved_sequence = max(reserved_sequence, ?) WHERE id = ?")) {
                update.setLong(1, limit);
                update.setLong(2, id);
                return update.executeUpdate() > 0;
            }
        });
    }
}
