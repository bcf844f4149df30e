package kinora.store.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import kinora.store.disk.PrivateFiles;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Opens SQLite files the way this store needs them: write-ahead log, no memory mapping, one writer connection each.
public final class Sqlite {
    /// How long a connection waits for another one's lock; only start-up and checkpoints ever make one wait.
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private Sqlite() {}

    /// FULL syncs the log at each commit, NORMAL only when the log is folded into the file.
    public enum Durability {
        FULL,
        NORMAL
    }

    public static Connection openWriter(Path file, Durability durability) throws SQLException {
        try {
            // SQLite gives its log the permissions of the file.
            PrivateFiles.createFile(file);
        } catch (IOException e) {
            throw new SQLException("cannot make " + file + ": " + e, e);
        }
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                durability == Durability.FULL
                        ? SQLiteConfig.SynchronousMode.FULL
                        : SQLiteConfig.SynchronousMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        Connection connection = open(file, config);
        connection.setAutoCommit(false);
        return connection;
    }

    public static Connection openReader(Path file) throws SQLException {
        return open(file, config());
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        return config;
    }

    private static Connection open(Path file, SQLiteConfig config) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    /// Brings the tables to the newest version: step i leads from version i to i + 1. Steps are kept for ever.
    public static void migrate(Connection connection, List<String> steps) throws SQLException {
        int version = version(connection);
        if (version > steps.size()) {
            throw new SQLException("this store was written by a newer Kinora (version " + version
                    + " of its tables, this program knows " + steps.size() + ")");
        }
        for (int step = version; step < steps.size(); step++) {
            apply(connection, steps.get(step), step + 1);
        }
    }

    private static void apply(Connection connection, String step, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : step.split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + version);
        }
        connection.commit();
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /// Folds the log into the file and syncs it: what was committed before is durable, what was deleted is overwritten.
    public static void checkpoint(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            connection.setAutoCommit(false);
        }
    }
}
