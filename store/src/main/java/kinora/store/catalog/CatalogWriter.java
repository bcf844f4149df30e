package kinora.store.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import kinora.store.StoreException;
import kinora.store.database.Sqlite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of the catalog. Changes that wait together share one transaction and one sync; each is durable
/// before its caller goes on.
final class CatalogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogWriter.class);
    private static final int GROUP_MAX = 256;

    /// A change of the catalog, made inside a transaction.
    interface Change<T> {
        T apply(Connection connection) throws SQLException;
    }

    /// A change that gives nothing back.
    interface Work {
        void apply(Connection connection) throws SQLException;
    }

    private record Waiting<T>(Change<T> change, CompletableFuture<T> done) {}

    private final Connection connection;
    private final LinkedBlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable String trouble;

    CatalogWriter(Path file, List<String> migrations) throws SQLException {
        connection = Sqlite.openWriter(file, Sqlite.Durability.FULL);
        Sqlite.migrate(connection, migrations);
        thread = Thread.ofPlatform().name("kinora catalog").daemon().start(this::run);
    }

    /// Makes the change and waits until it is synced.
    <T> T make(Change<T> change) throws StoreException {
        try {
            return submit(change).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the catalog was written", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new StoreException("the catalog cannot be written: " + e.getCause(), e);
        }
    }

    void run(Work work) throws StoreException {
        make(connection -> {
            work.apply(connection);
            return true;
        });
    }

    /// Why the last group of changes was not written, or null.
    @Nullable String trouble() {
        return trouble;
    }

    <T> CompletableFuture<T> submit(Change<T> change) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (closed) {
            done.completeExceptionally(new SQLException("the catalog is closed"));
            return done;
        }
        queue.add(new Waiting<>(change, done));
        return done;
    }

    private void run() {
        List<Waiting<?>> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            queue.drainTo(group, GROUP_MAX - 1);
            writeGroup(group);
            group.clear();
        }
    }

    private void writeGroup(List<Waiting<?>> group) {
        List<Runnable> completions = new ArrayList<>();
        try {
            for (Waiting<?> waiting : group) {
                completions.add(applyOne(waiting));
            }
            connection.commit();
            completions.forEach(Runnable::run);
            trouble = null;
        } catch (SQLException | Error e) {
            // An Error too: who waits must hear of it, and the one writer must go on.
            rollback();
            trouble = "the catalog cannot be written: " + e;
            LOG.error("{}", trouble);
            group.forEach(waiting -> waiting.done().completeExceptionally(e));
        }
    }

    /// Applies one change; one that fails is undone alone and does not take the others down.
    private <T> Runnable applyOne(Waiting<T> waiting) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = waiting.change().apply(connection);
            return () -> waiting.done().complete(result);
        } catch (RuntimeException | SQLException e) {
            connection.rollback(before);
            return () -> waiting.done().completeExceptionally(e);
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.warn("the catalog could not roll back: {}", e.toString());
        }
    }

    /// Overwrites what was deleted and syncs. Commits what stands before it in its group a little early.
    void foldLog() throws StoreException {
        run(opened -> {
            opened.commit();
            Sqlite.checkpoint(opened);
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the catalog did not close", e);
        }
    }
}
