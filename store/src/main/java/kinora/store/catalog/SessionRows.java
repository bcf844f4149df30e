package kinora.store.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Playback sessions in the catalog.
final class SessionRows implements PlaybackRows {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRows.class);

    private final CatalogWriter writer;

    SessionRows(CatalogWriter writer) {
        this.writer = writer;
    }

    private record Found(@Nullable Row row) {}

    @Override
    public void add(Row row) throws StoreException {
        writer.make(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO playback_session VALUES (?, ?, ?, ?, ?)")) {
                insert.setBytes(1, row.tokenHash());
                insert.setLong(2, row.streamId());
                insert.setLong(3, row.expiresMs());
                insert.setBytes(4, row.terms());
                insert.setBytes(5, row.progress());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public @Nullable Row find(byte[] tokenHash) throws StoreException {
        return writer.make(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(
                            "SELECT stream, expires_ms, terms, progress FROM playback_session WHERE token_hash = ?")) {
                        select.setBytes(1, tokenHash);
                        return new Found(read(select, tokenHash));
                    }
                })
                .row();
    }

    private static @Nullable Row read(PreparedStatement select, byte[] tokenHash) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new Row(tokenHash, row.getLong(1), row.getLong(2), row.getBytes(3), row.getBytes(4))
                    : null;
        }
    }

    @Override
    public void note(byte[] tokenHash, byte[] progress) {
        writer.submit(connection -> {
                    try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE playback_session SET progress = ? WHERE token_hash = ?")) {
                        update.setBytes(1, progress);
                        update.setBytes(2, tokenHash);
                        return update.executeUpdate();
                    }
                })
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.warn("a playback session's progress was not kept: {}", failure.toString());
                    }
                });
    }

    @Override
    public void forgetExpired(long timeMs) throws StoreException {
        writer.make(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM playback_session WHERE expires_ms < ? OR stream NOT IN (SELECT id FROM stream)")) {
                delete.setLong(1, timeMs);
                return delete.executeUpdate();
            }
        });
    }
}
