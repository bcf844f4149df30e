package kinora.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.StreamCatalog.NewStream;
import kinora.store.TrackHeader;
import kinora.store.catalog.Catalog;
import kinora.store.disk.SimulatedDisk;
import kinora.store.keys.DataKeys;
import kinora.store.keys.KeyService;
import kinora.store.keys.KeyServiceException;
import kinora.store.keys.LocalKeystore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a fault of our own costs the fragment that met it, never those behind it.
final class JournalFaultTest {
    @TempDir
    Path folder;

    @Test
    void aKeyServiceThatThrowsOnce_failsOneFragment_andTheNextIsKept() throws Exception {
        FaultyOnce service = new FaultyOnce(LocalKeystore.create(folder.resolve("key")));
        try (Catalog catalog = Catalog.open(folder.resolve("catalog.db"), "us-east-1", null, InstantSource.system());
                SegmentFiles files = SegmentFiles.open(new SimulatedDisk(1), 1 << 20, InstantSource.system())) {
            Stream stream = catalog.create(new NewStream("door", null, null, null, 1, StorageTier.HOT, Map.of()));
            DataKeys keys = new DataKeys(service, catalog.keys(), System::nanoTime);
            Journal journal = new Journal(files, keys, System::nanoTime, 0, (_, _) -> {});
            journal.start();
            assertThat(commit(journal, stream.id(), 1)).isEqualTo(AckError.INTERNAL_ERROR.name());
            assertThat(commit(journal, stream.id(), 2)).isEqualTo("kept");
            journal.stop();
        }
    }

    private static String commit(Journal journal, long streamId, long sequence) throws Exception {
        Fate fate = new Fate();
        FragmentNumber number = new FragmentNumber(sequence, 5_000, 0);
        TrackHeader header = new TrackHeader(new byte[] {1});
        FragmentWrite write = new FragmentWrite(streamId, number, new FragmentStart(0, 0), header, 0, fate);
        journal.add(new Append.Commit(write, new FragmentEnd(0, 0, 0, 0, 0, new byte[0], new byte[0]), 0));
        return fate.heard.get(10, TimeUnit.SECONDS);
    }

    private static final class Fate implements FragmentWrite.Listener {
        private final CompletableFuture<String> heard = new CompletableFuture<>();

        @Override
        public void onExtentSynced(RecordLocation location, long payloadStart, long payloadEnd) {}

        @Override
        public void onCommitted(CommittedFragment committed) {
            heard.complete("kept");
        }

        @Override
        public void onFailed(AckError error, String explanation) {
            heard.complete(error.name());
        }
    }

    private static final class FaultyOnce implements KeyService {
        private final KeyService service;
        private boolean thrown;

        FaultyOnce(KeyService service) {
            this.service = service;
        }

        @Override
        public byte[] wrap(byte[] dataKey, byte[] context) throws KeyServiceException {
            if (!thrown) {
                thrown = true;
                throw new IllegalStateException("a planted fault");
            }
            return service.wrap(dataKey, context);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] context) throws KeyServiceException {
            return service.unwrap(wrapped, context);
        }
    }
}
