package kinora.store.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.TrackHeader;
import kinora.store.block.BlockPool;
import kinora.store.catalog.Catalog;
import kinora.store.disk.SimulatedDisk;
import kinora.store.index.FragmentIndex;
import kinora.store.journal.CommitRecord;
import kinora.store.journal.CommittedFragment;
import kinora.store.journal.Journal;
import kinora.store.journal.RecordLocation;
import kinora.store.journal.SegmentFiles;
import kinora.store.keys.DataKeys;
import kinora.store.keys.LocalKeystore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a stream deleted in the middle of a sync leaves neither memory nor a pinned segment file behind.
final class DeletedTailTest {
    private static final RecordLocation SOMEWHERE = new RecordLocation(1, 4096, 100);
    private static final FragmentStart START = new FragmentStart(0, 0);
    private static final FragmentEnd END = new FragmentEnd(900, 100, 3, 1, 10, new byte[0], new byte[0]);

    @TempDir
    Path folder;

    @Test
    void whatTheJournalFinishesAfterTheDeletion_holdsNothing() throws Exception {
        BlockPool pool = new BlockPool(1 << 20);
        AtomicInteger letGo = new AtomicInteger();
        try (Catalog catalog = Catalog.open(folder.resolve("catalog.db"), "us-east-1", null, InstantSource.system());
                SegmentFiles files = SegmentFiles.open(new SimulatedDisk(1), 1 << 20, InstantSource.system());
                FragmentIndex index = FragmentIndex.open(folder.resolve("index.db"), List::of)) {
            LocalKeystore keystore = LocalKeystore.create(folder.resolve("key"));
            DataKeys keys = new DataKeys(keystore, catalog.keys(), System::nanoTime);
            Journal journal = new Journal(files, keys, System::nanoTime, 0, (_, _) -> {});
            journal.stop();
            StreamTail tail = new StreamTail(7, pool, new MemoryGovernor(pool, List::of), journal, index, 0, 0);
            tail.reserved(10);
            TrackHeader header = new TrackHeader(new byte[] {1});
            TailFragment fragment = (TailFragment) tail.begin(new Deaf(), START, header, true, 0, 5_000, 0);
            fragment.append(ByteBuffer.wrap(new byte[50_000]));
            fragment.complete(END);

            tail.delete();
            CommitRecord record =
                    new CommitRecord(fragment.number(), START, END, 50_000, header.id(), SOMEWHERE, List.of(SOMEWHERE));
            fragment.onCommitted(new CommittedFragment(7, record, SOMEWHERE, 1, letGo::incrementAndGet));
        }
        assertThat(pool.usedBytes()).isZero();
        assertThat(letGo).hasValue(1);
    }

    private static final class Deaf implements IngestListener {
        @Override
        public void onPersisted(FragmentNumber number) {}

        @Override
        public void onFailed(FragmentNumber number, AckError error) {}

        @Override
        public void onGivenUp(FragmentNumber number) {}

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
