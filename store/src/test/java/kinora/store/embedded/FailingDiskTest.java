package kinora.store.embedded;

import static kinora.store.embedded.StoreFixture.payload;
import static kinora.store.embedded.StoreFixture.readAll;
import static kinora.store.embedded.StoreFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.FragmentInfo;
import kinora.store.IngestSession;
import kinora.store.StoreException;
import kinora.store.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a full or failing disk costs the fragments it could not take and nothing else, and is got over.
final class FailingDiskTest {
    @TempDir
    Path folder;

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final RecordingListener listener = new RecordingListener();
    private EmbeddedStore store;
    private Stream stream;

    @BeforeEach
    void open() throws StoreException {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("data"))
                .withSizes(256 << 10, 64 << 20)
                .withDisk(disk));
        stream = StoreFixture.create(store, "camera", 1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private FragmentNumber writeAndHear(IngestSession session, long seed) throws Exception {
        FragmentNumber number = write(session, seed, 40_000);
        RecordingListener.await(() -> listener.heardOf(number));
        return number;
    }

    private void assertReadable(List<FragmentNumber> numbers) throws Exception {
        for (int i = 0; i < numbers.size(); i++) {
            FragmentInfo info = Objects.requireNonNull(store.archive().find(stream, numbers.get(i)));
            assertThat(readAll(store.archive().open(stream, info))).isEqualTo(payload(i, 40_000));
        }
    }

    @Test
    void aFullDiskRefusesNewFragmentsServesOldOnesAndRecovers() throws Exception {
        try (IngestSession session = store.openSession(stream, listener)) {
            List<FragmentNumber> kept = new ArrayList<>();
            kept.add(writeAndHear(session, 0));
            disk.setFreeBytes(0);
            long seed = 1;
            while (listener.failed.isEmpty()) {
                FragmentNumber number = writeAndHear(session, seed++);
                if (listener.persisted.contains(number)) {
                    kept.add(number);
                }
            }
            assertThat(store.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("No space left"));
            assertReadable(kept);

            disk.setFreeBytes(Long.MAX_VALUE);
            Thread.sleep(600);
            FragmentNumber after = writeAndHear(session, 1_000);
            assertThat(listener.persisted).contains(after);
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void aSyncThatFailsOnceIsNotRepeatedAndNothingAckedIsLost() throws Exception {
        List<FragmentNumber> numbers = new ArrayList<>();
        try (IngestSession session = store.openSession(stream, listener)) {
            for (int i = 0; i < 12; i++) {
                if (i == 5) {
                    disk.failSyncAfter(1);
                }
                numbers.add(writeAndHear(session, i));
            }
        }
        assertThat(listener.persisted).containsAll(numbers);
        disk.failPowerAfter(0);
        store.close();
        disk.powerOn();
        open2();
        assertReadable(numbers);
    }

    private void open2() throws StoreException {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("data"))
                .withSizes(256 << 10, 64 << 20)
                .withDisk(disk));
        stream = Objects.requireNonNull(store.streams().find("camera"));
    }
}
