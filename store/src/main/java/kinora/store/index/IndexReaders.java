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

    record Reader(Connection connection, Map<String, PreparedStatement> statements) {
        /// The statement, made when first asked for, with its arguments.
        PreparedStatement statement(String sql, long... arguments) throws SQLException {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            for (int i = 0; i < arguments.length; i++) {
                statement.setLong(i + 1, arguments[i]);
            }
            return statement;
        }
    }

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

    /// Several questions to one moment of the index.
    <T> T atOnce(Questions<T> questions) throws StoreException {
        Reader reader = take();
        try {
            reader.connection().setAutoCommit(false);
            try {
                return questions.ask(reader);
            } finally {
                reader.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("the index cannot be read: " + e.getMessage(), e);
        } finally {
            free.add(reader);
        }
    }

    interface Questions<T> {
        T ask(Reader reader) throws SQLException;
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
        List<IndexRow> rows = new ArrayList<>();
        String sql = "SELECT " + RowCodec.COLUMNS + " FROM fragment WHERE " + where;
        try (ResultSet row = reader.statement(sql, arguments).executeQuery()) {
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
