package kinora.store.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import kinora.store.StoreException;
import kinora.store.database.Sqlite;
import org.jspecify.annotations.Nullable;

/// A few read connections with their prepared statements. A query waits for a free one.
final class IndexReaders implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private record Reader(Connection connection, Map<String, PreparedStatement> statements) {}

    private final BlockingQueue<Reader> free = new ArrayBlockingQueue<>(CONNECTIONS);

    IndexReaders(Path file) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            free.add(new Reader(Sqlite.openReader(file), new HashMap<>()));
        }
    }

    @Nullable IndexRow one(String where, long... arguments) throws StoreException {
        List<IndexRow> rows = many(where, arguments);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    List<IndexRow> many(String where, long... arguments) throws StoreException {
        Reader reader = take();
        try {
            return query(reader, where, arguments);
        } catch (SQLException e) {
            throw new StoreException("the index cannot be read: " + e.getMessage(), e);
        } finally {
            free.add(reader);
        }
    }

    private Reader take() throws StoreException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    private static List<IndexRow> query(Reader reader, String where, long... arguments) throws SQLException {
        PreparedStatement statement = reader.statements().get(where);
        if (statement == null) {
            statement = reader.connection()
                    .prepareStatement("SELECT " + RowCodec.COLUMNS + " FROM fragment WHERE " + where);
            reader.statements().put(where, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setLong(i + 1, arguments[i]);
        }
        List<IndexRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(RowCodec.read(row));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        for (int i = 0; i < CONNECTIONS; i++) {
            try {
                free.take().connection().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException e) {
                throw new IllegalStateException("an index connection did not close", e);
            }
        }
    }
}
