package kinora.store.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import kinora.store.StoreException;
import kinora.store.keys.WrappedKeys;
import org.jspecify.annotations.Nullable;

/// Wrapped data keys in the catalog.
public final class KeyRows implements WrappedKeys {
    private final CatalogWriter writer;

    KeyRows(CatalogWriter writer) {
        this.writer = writer;
    }

    private record Found(@Nullable WrappedKey key) {}

    @Override
    public @Nullable WrappedKey find(long streamId, long day) throws StoreException {
        return one("SELECT id, stream, day, wrapped FROM data_key WHERE stream = ? AND day = ?", streamId, day);
    }

    @Override
    public @Nullable WrappedKey find(long keyId) throws StoreException {
        return one("SELECT id, stream, day, wrapped FROM data_key WHERE id = ?", keyId);
    }

    private @Nullable WrappedKey one(String sql, long... arguments) throws StoreException {
        return writer.make(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        for (int i = 0; i < arguments.length; i++) {
                            select.setLong(i + 1, arguments[i]);
                        }
                        return new Found(read(select));
                    }
                })
                .key();
    }

    private static @Nullable WrappedKey read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? new WrappedKey(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4)) : null;
        }
    }

    @Override
    public WrappedKey add(long streamId, long day, byte[] wrapped) throws StoreException {
        writer.make(connection -> {
            // A stream that was deleted meanwhile gets no key back.
            try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO data_key"
                    + " (stream, day, wrapped) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM stream WHERE id = ?)")) {
                insert.setLong(1, streamId);
                insert.setLong(2, day);
                insert.setBytes(3, wrapped);
                insert.setLong(4, streamId);
                return insert.executeUpdate();
            }
        });
        WrappedKey kept = find(streamId, day);
        if (kept == null) {
            throw new StoreException("the stream was deleted");
        }
        return kept;
    }

    /// Destroys a stream's keys of days before `day`; returns how many.
    public int destroyBefore(long streamId, long day) throws StoreException {
        int destroyed = writer.make(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM data_key WHERE stream = ? AND day < ?")) {
                delete.setLong(1, streamId);
                delete.setLong(2, day);
                return delete.executeUpdate();
            }
        });
        if (destroyed > 0) {
            writer.foldLog();
        }
        return destroyed;
    }
}
