package kinora.store.embedded;

import static kinora.store.embedded.StoreFixture.HEADER;
import static kinora.store.embedded.StoreFixture.payload;
import static kinora.store.embedded.StoreFixture.readAll;
import static kinora.store.embedded.StoreFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.FragmentCursor;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.FragmentView;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what is on disk can always leave memory, whatever holds its turn up.
final class ShortMemoryTest {
    private static final int MEMORY_BYTES = 2 << 20;

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private EmbeddedStore store;
    private Stream stream;

    @BeforeEach
    void open() throws StoreException {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("data")).withSizes(4 << 20, MEMORY_BYTES));
        stream = StoreFixture.create(store, "camera", 1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void fragmentsThatWaitBehindASlowOne_leaveMemoryAndAreReadAfterIt() throws Exception {
        try (IngestSession slow = store.openSession(stream, listener);
                IngestSession fast = store.openSession(stream, listener);
                FragmentCursor cursor = store.follow(stream, -1)) {
            OpenFragment first = slow.begin(new FragmentStart(0, 0), HEADER);
            first.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            for (int seed = 1; seed <= 8; seed++) {
                FragmentNumber number = write(fast, seed, 400_000);
                RecordingListener.await(() -> listener.persisted.contains(number));
                first.append(ByteBuffer.wrap(new byte[] {4}));
            }
            RecordingListener.await(() -> store.memoryUsedBytes() < MEMORY_BYTES * 65 / 100);
            first.complete(new FragmentEnd(0, 0, 1, 1, 0, new byte[0], new byte[0]));

            assertThat(readAll(next(cursor))).hasSize(11);
            for (int seed = 1; seed <= 8; seed++) {
                assertThat(readAll(next(cursor))).isEqualTo(payload(seed, 400_000));
            }
        }
    }

    private static FragmentView next(FragmentCursor cursor) throws Exception {
        return Objects.requireNonNull(cursor.next(2_000));
    }

    @Test
    void openFragmentThatIsSpilt_leavesMemory_andIsKeptWhole() throws Exception {
        try (IngestSession session = store.openSession(stream, listener)) {
            OpenFragment open = session.begin(new FragmentStart(0, 0), HEADER);
            open.append(ByteBuffer.wrap(payload(1, 900_000)));
            open.spill();
            IngestSession other = store.openSession(StoreFixture.create(store, "live", 0), listener);
            // Without retention, so that this one cannot go.
            OpenFragment large = other.begin(new FragmentStart(0, 0), HEADER);
            large.append(ByteBuffer.wrap(payload(2, 900_000)));
            RecordingListener.await(() -> store.memoryUsedBytes() < MEMORY_BYTES / 2);
            open.append(ByteBuffer.wrap(payload(3, 100)));
            open.complete(new FragmentEnd(0, 0, 1, 1, 0, new byte[0], new byte[0]));
            RecordingListener.await(() -> listener.persisted.contains(open.number()));
            try (FragmentCursor cursor = store.follow(stream, -1)) {
                assertThat(readAll(next(cursor))).hasSize(900_100).startsWith(payload(1, 900_000));
            }
            other.close();
        }
    }
}
