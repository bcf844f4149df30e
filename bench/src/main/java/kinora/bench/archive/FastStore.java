package kinora.bench.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.StreamCatalog.NewStream;
import kinora.store.TrackHeader;
import kinora.store.embedded.EmbeddedStore;
import kinora.store.embedded.StoreConfig;

/// A store that is filled in process, on a clock that runs as fast as the disk allows. Used by one thread.
public final class FastStore implements AutoCloseable {
    private static final int UNTOLD_MAX = 300;
    private static final int RETENTION_HOURS = 87_600;

    private final AtomicLong nowMs;
    private final EmbeddedStore store;

    private FastStore(AtomicLong nowMs, EmbeddedStore store) {
        this.nowMs = nowMs;
        this.store = store;
    }

    /// Where `kinora serve --data folder/data` finds it later.
    public static FastStore create(Path folder, long startMs) throws StoreException {
        AtomicLong nowMs = new AtomicLong(startMs);
        StoreConfig config = StoreConfig.in(folder.resolve("data"))
                .withClock(() -> Instant.ofEpochMilli(nowMs.get()), () -> nowMs.get() * 1_000_000);
        return new FastStore(nowMs, EmbeddedStore.open(config));
    }

    /// A fragment's bytes and what is known of them.
    public record Content(ByteBuffer payload, FragmentEnd end) {}

    /// Makes the fragment that begins at a time.
    @FunctionalInterface
    public interface Media {
        Content at(long startMs);
    }

    public EmbeddedStore store() {
        return store;
    }

    /// Makes a stream of fragments `everyMs` apart; streams are filled one after the other in time.
    public Stream fill(String name, TrackHeader header, long startMs, long everyMs, long count, Media media)
            throws StoreException, InterruptedException {
        if (startMs < nowMs.get()) {
            throw new IllegalArgumentException("the clock has passed " + startMs);
        }
        Stream stream = store.streams()
                .create(new NewStream(name, null, null, null, RETENTION_HOURS, StorageTier.HOT, Map.of()));
        Semaphore untold = new Semaphore(UNTOLD_MAX);
        try (IngestSession session = store.openSession(stream, new Counting(untold))) {
            for (long i = 0; i < count; i++) {
                untold.acquire();
                long atMs = startMs + i * everyMs;
                nowMs.set(atMs);
                Content content = media.at(atMs);
                OpenFragment open = session.begin(new FragmentStart(atMs, atMs), header);
                open.append(content.payload());
                open.complete(content.end());
            }
            untold.acquire(UNTOLD_MAX);
        }
        return stream;
    }

    /// A clock that ran like this one is believed only when someone says so.
    @Override
    public void close() throws IOException {
        try {
            store.acceptClock();
        } catch (StoreException e) {
            throw new IOException(e);
        } finally {
            store.close();
        }
    }

    private record Counting(Semaphore untold) implements IngestListener {
        @Override
        public void onPersisted(FragmentNumber number) {
            untold.release();
        }

        @Override
        public void onFailed(FragmentNumber number, AckError error) {
            throw new IllegalStateException(number + ": " + error);
        }

        @Override
        public void onGivenUp(FragmentNumber number) {
            throw new IllegalStateException(number + " was given up");
        }

        @Override
        public void onStreamDeleted() {}

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public boolean isReading() {
            return true;
        }
    }
}
