package kinora.store.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.TrackHeader;
import kinora.store.block.Block;
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

/// Goal: memory that is freed is really free, whatever its fragment or stream does next.
final class TailMemoryTest {
    private static final RecordLocation SOMEWHERE = new RecordLocation(1, 4096, 100);
    private static final FragmentStart START = new FragmentStart(0, 0);
    private static final FragmentEnd END = new FragmentEnd(900, 100, 3, 1, 10, new byte[0], new byte[0]);
    private static final TrackHeader HEADER = new TrackHeader(new byte[] {1});

    @TempDir
    Path folder;

    @Test
    void openFragment_forgetsTheBlocksThatAreOnDisk() throws Exception {
        // The pool keeps no reserve: what is freed is garbage, if nobody points at it.
        BlockPool pool = new BlockPool(1);
        with(pool, tail -> {
            // Without retention nothing is handed to the journal, which would hold blocks of its own.
            TailFragment fragment = begin(tail, false);
            fragment.append(ByteBuffer.wrap(new byte[1_000_000]));
            WeakReference<Block> third = new WeakReference<>(thirdOf(fragment));
            long before = pool.usedBytes();

            fragment.onExtentSynced(SOMEWHERE, 0, 500_000);
            fragment.freeSynced();

            assertThat(before - pool.usedBytes()).isBetween(400_000L, 500_000L);
            assertThat(collected(third)).isTrue();
            assertThat(fragment.retain(2)).isNull();
            fragment.giveUp();
        });
        assertThat(pool.usedBytes()).isZero();
    }

    @Test
    void streamDeletedInTheMiddleOfASync_holdsNeitherMemoryNorSegments() throws Exception {
        BlockPool pool = new BlockPool(1 << 20);
        AtomicInteger letGo = new AtomicInteger();
        with(pool, tail -> {
            TailFragment fragment = begin(tail, true);
            fragment.append(ByteBuffer.wrap(new byte[50_000]));
            fragment.complete(END);

            tail.delete();
            CommitRecord record =
                    new CommitRecord(fragment.number(), START, END, 50_000, HEADER.id(), SOMEWHERE, List.of(SOMEWHERE));
            fragment.onCommitted(new CommittedFragment(7, record, SOMEWHERE, 1, letGo::incrementAndGet));
        });
        assertThat(pool.usedBytes()).isZero();
        assertThat(letGo).hasValue(1);
    }

    private interface TailUse {
        void use(StreamTail tail) throws Exception;
    }

    /// A tail over a journal that has stopped: what it would do next, the test does.
    private void with(BlockPool pool, TailUse use) throws Exception {
        try (Catalog catalog = Catalog.open(folder.resolve("catalog.db"), "us-east-1", null, InstantSource.system());
                SegmentFiles files = SegmentFiles.open(new SimulatedDisk(1), 1 << 20, InstantSource.system());
                FragmentIndex index = FragmentIndex.open(folder.resolve("index.db"), List::of)) {
            LocalKeystore keystore = LocalKeystore.create(folder.resolve("key"));
            DataKeys keys = new DataKeys(keystore, catalog.keys(), System::nanoTime);
            Journal journal = new Journal(files, keys, System::nanoTime, 0, (_, _) -> {});
            journal.stop();
            StreamTail tail = new StreamTail(7, pool, new MemoryGovernor(pool, List::of), journal, index, 0, 0);
            tail.reserved(10);
            use.use(tail);
        }
    }

    private static TailFragment begin(StreamTail tail, boolean retained) throws Exception {
        return (TailFragment) tail.begin(new Deaf(), START, HEADER, retained, 0, 5_000, 0);
    }

    private static Block thirdOf(TailFragment fragment) {
        Block third = Objects.requireNonNull(fragment.retain(2));
        third.release();
        return third;
    }

    private static boolean collected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        return reference.get() == null;
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
