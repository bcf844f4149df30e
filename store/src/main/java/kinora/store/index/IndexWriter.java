package kinora.store.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kinora.store.StoreException;
import kinora.store.database.Sqlite;
import kinora.store.index.FragmentIndex.Checkpoints;
import kinora.store.index.FragmentIndex.Checkpoints.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of the index: commits after a second or 5,000 rows, rows and checkpoints in one transaction.
/// The procedure "Index a fragment" of `docs/design/store.md`.
public final class IndexWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final int ROWS_MAX = 5_000;
    private static final long COMMIT_EVERY_MS = 1_000;

    private record Waiting(IndexRow row, Runnable whenCommitted) {}

    /// Reads or changes the index on its writer connection.
    interface Work<T> {
        T apply(Connection connection) throws SQLException;
    }

    private final Connection connection;
    private final RollUps rollUps;
    private final Checkpoints checkpoints;
    private final PendingRows pending;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable String trouble;

    IndexWriter(Path file, Checkpoints checkpoints, PendingRows pending) throws SQLException {
        this.connection = Sqlite.openWriter(file, Sqlite.Durability.NORMAL);
        Sqlite.migrate(connection, IndexTables.MIGRATIONS);
        this.rollUps = new RollUps(connection);
        this.checkpoints = checkpoints;
        this.pending = pending;
        this.thread = Thread.ofPlatform().name("kinora index").daemon().start(this::run);
    }

    void add(IndexRow row, Runnable whenCommitted) {
        synchronized (queue) {
            queue.add(new Waiting(row, whenCommitted));
        }
        arrived.release();
    }

    /// Why rows cannot be committed, if so; they stay in memory and are tried again.
    public @Nullable String trouble() {
        return trouble;
    }

    private void run() {
        while (!closed) {
            try {
                awaitWork();
            } catch (InterruptedException e) {
                continue;
            }
            flushQuietly();
        }
    }

    private void awaitWork() throws InterruptedException {
        // Nothing is taken here: rows must reach the index in the order they became visible, whoever flushes.
        arrived.acquire();
        if (!arrived.tryAcquire(ROWS_MAX - 1, COMMIT_EVERY_MS, TimeUnit.MILLISECONDS)) {
            arrived.drainPermits();
        }
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (StoreException e) {
            LOG.error("{}", e.getMessage());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(COMMIT_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Commits what waits, now.
    public synchronized void flush() throws StoreException {
        List<Waiting> batch = new ArrayList<>();
        queue.drainTo(batch);
        // Read before the rows go in: what becomes indexed by this commit moves the next checkpoint, not this one.
        Collection<Checkpoint> reached = checkpoints.now();
        try {
            sumUp(insert(batch.stream().map(Waiting::row).toList()));
            writeCheckpoints(reached);
            connection.commit();
            trouble = null;
        } catch (SQLException e) {
            putBack(batch);
            rollback();
            trouble = "the index cannot be written: " + e.getMessage();
            throw new StoreException(trouble, e);
        }
        batch.forEach(waiting -> waiting.whenCommitted().run());
        pending.remove(batch.stream().map(Waiting::row).toList());
    }

    /// In front of what came meanwhile: the order in which fragments became visible is kept.
    private void putBack(List<Waiting> batch) {
        synchronized (queue) {
            List<Waiting> later = new ArrayList<>();
            queue.drainTo(later);
            queue.addAll(batch);
            queue.addAll(later);
        }
        arrived.release();
    }

    /// Returns those that were not there before.
    private List<IndexRow> insert(List<IndexRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<IndexRow> inserted = new ArrayList<>();
        Map<List<Long>, long[]> residents = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO fragment (" + RowCodec.COLUMNS + ") VALUES (" + RowCodec.PLACES + ")")) {
            for (IndexRow row : rows) {
                RowCodec.bind(insert, row);
                if (insert.executeUpdate() > 0) {
                    inserted.add(row);
                    count(row, residents);
                }
            }
        }
        writeResidents(residents);
        return inserted;
    }

    private void sumUp(List<IndexRow> rows) throws SQLException {
        Map<Long, Sums> changes = new HashMap<>();
        for (IndexRow row : rows) {
            changes.computeIfAbsent(row.streamId(), _ -> new Sums()).add(Footprint.of(row), 1);
        }
        rollUps.write(changes);
    }

    /// The tables of sums, for those who change fragments inside [#work].
    RollUps rollUps() {
        return rollUps;
    }

    private static void count(IndexRow row, Map<List<Long>, long[]> residents) {
        for (long segment : row.segments()) {
            long[] sums = residents.computeIfAbsent(List.of(segment, row.streamId()), _ -> new long[3]);
            sums[0]++;
            sums[1] += row.bytesIn(segment);
            sums[2] = Math.max(sums[2], row.number().serverTimestampMs());
        }
    }

    private void writeResidents(Map<List<Long>, long[]> residents) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO resident VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (segment, stream) DO UPDATE SET fragments = fragments + excluded.fragments,"
                + " bytes = bytes + excluded.bytes, max_server_ts = max(max_server_ts, excluded.max_server_ts)")) {
            for (Map.Entry<List<Long>, long[]> resident : residents.entrySet()) {
                upsert.setLong(1, resident.getKey().get(0));
                upsert.setLong(2, resident.getKey().get(1));
                upsert.setLong(3, resident.getValue()[0]);
                upsert.setLong(4, resident.getValue()[1]);
                upsert.setLong(5, resident.getValue()[2]);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void writeCheckpoints(Collection<Checkpoint> reached) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO checkpoint VALUES (?, ?)"
                + " ON CONFLICT (segment) DO UPDATE SET offset = excluded.offset WHERE offset <> excluded.offset")) {
            for (Checkpoint checkpoint : reached) {
                upsert.setLong(1, checkpoint.segment());
                upsert.setLong(2, checkpoint.offset());
                upsert.executeUpdate();
            }
        }
    }

    /// Puts rows in directly, uncounted: recovery, before anyone reads.
    public int recover(List<IndexRow> rows) throws StoreException {
        return work(_ -> insert(rows).size());
    }

    /// Replaces a row by one with other locations; its times stay, and so do the sums.
    void replace(IndexRow row) throws StoreException {
        work(opened -> {
            try (PreparedStatement delete =
                    opened.prepareStatement("DELETE FROM fragment WHERE stream = ? AND sequence = ?")) {
                delete.setLong(1, row.streamId());
                delete.setLong(2, row.sequence());
                // A row that expired meanwhile does not come back.
                if (delete.executeUpdate() > 0) {
                    insert(List.of(row));
                }
            }
            return row;
        });
    }

    /// Runs work in a transaction of its own, apart from the waiting rows.
    synchronized <T> T work(Work<T> work) throws StoreException {
        try {
            T result = work.apply(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw new StoreException("the index cannot be written: " + e.getMessage(), e);
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.warn("the index could not roll back: {}", e.toString());
        }
    }

    public Map<Long, Long> readCheckpoints() throws StoreException {
        return work(opened -> {
            Map<Long, Long> offsets = new HashMap<>();
            try (Statement statement = opened.createStatement();
                    ResultSet row = statement.executeQuery("SELECT segment, offset FROM checkpoint")) {
                while (row.next()) {
                    offsets.put(row.getLong(1), row.getLong(2));
                }
            }
            return offsets;
        });
    }

    /// Commits, and makes everything committed durable.
    public synchronized void sync() throws StoreException {
        flush();
        try {
            Sqlite.checkpoint(connection);
        } catch (SQLException e) {
            throw new StoreException("the index cannot be synced: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
            flushQuietly();
            // Once more: the rows just committed let the checkpoints move to the end.
            flushQuietly();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the index did not close", e);
        }
    }
}
