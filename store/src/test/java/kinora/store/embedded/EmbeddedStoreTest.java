package kinora.store.embedded;

import static kinora.store.embedded.StoreFixture.HEADER;
import static kinora.store.embedded.StoreFixture.payload;
import static kinora.store.embedded.StoreFixture.readAll;
import static kinora.store.embedded.StoreFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentCursor;
import kinora.store.FragmentEnd;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentStart;
import kinora.store.FragmentView;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import kinora.store.check.CheckReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what goes in comes out, live and stored, before and after a restart.
final class EmbeddedStoreTest {
    @TempDir
    Path folder;

    private EmbeddedStore store;
    private Stream stream;
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void open() throws StoreException {
        store = EmbeddedStore.open(config());
        stream = StoreFixture.create(store, "camera", 1);
    }

    private StoreConfig config() {
        return StoreConfig.in(folder.resolve("data")).withSizes(4 << 20, 64 << 20);
    }

    private void reopen() throws StoreException {
        store.close();
        store = EmbeddedStore.open(config());
        stream = Objects.requireNonNull(store.streams().find("camera"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<FragmentNumber> writeMany(int count) throws Exception {
        List<FragmentNumber> numbers = new ArrayList<>();
        try (IngestSession session = store.openSession(stream, listener)) {
            for (int i = 0; i < count; i++) {
                numbers.add(write(session, i, 1_000 + i * 3_000));
            }
            RecordingListener.await(() -> listener.persisted.size() == count);
        }
        return numbers;
    }

    private byte[] read(FragmentNumber number) throws Exception {
        FragmentInfo info = Objects.requireNonNull(store.archive().find(stream, number), "not found: " + number);
        try (FragmentView view = store.archive().open(stream, info)) {
            assertThat(view.header().bytes()).isEqualTo(HEADER.bytes());
            return readAll(view);
        }
    }

    @Test
    void aPersistedFragmentIsListedAndReadBitExact() throws Exception {
        List<FragmentNumber> numbers = writeMany(20);

        Archive.Page page = new Archive.Page(0, Long.MAX_VALUE, -1, -1, 100);
        List<FragmentInfo> listed = store.archive().list(stream, TimestampKind.PRODUCER, page);
        assertThat(listed).extracting(FragmentInfo::number).isEqualTo(numbers);
        assertThat(listed).extracting(FragmentInfo::ordinal).containsExactlyElementsOf(range(0, 20));
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(read(numbers.get(i))).isEqualTo(payload(i, 1_000 + i * 3_000));
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void afterARestartEverythingIsThereAndNumbersGoOn() throws Exception {
        List<FragmentNumber> before = writeMany(5);
        reopen();
        assertThat(store.recovered()).isZero();
        listener.persisted.clear();
        List<FragmentNumber> after = writeMany(5);

        assertThat(after.getFirst()).isGreaterThan(before.getLast());
        List<FragmentNumber> followed = follow(-1, 10);
        List<FragmentNumber> all = new ArrayList<>(before);
        all.addAll(after);
        assertThat(followed).isEqualTo(all);
        assertThat(store.archive().last(stream))
                .extracting(FragmentInfo::ordinal)
                .isEqualTo(9L);
    }

    private List<FragmentNumber> follow(long afterSequence, int count) throws Exception {
        List<FragmentNumber> numbers = new ArrayList<>();
        try (FragmentCursor cursor = store.follow(stream, afterSequence)) {
            for (int i = 0; i < count; i++) {
                FragmentView view = Objects.requireNonNull(cursor.next(2_000), "nothing after " + numbers);
                numbers.add(view.number());
                readAll(view);
            }
        }
        return numbers;
    }

    /// Producer seconds 7, 5, 3 and 1, sent in this order.
    @Test
    void theLowestNumberOfASpanIsFound_whateverTheOrderOfItsTimes() throws Exception {
        try (IngestSession session = store.openSession(stream, listener)) {
            for (int seed : new int[] {7, 5, 3, 1}) {
                write(session, seed, 1_000);
            }
            RecordingListener.await(() -> listener.persisted.size() == 4);
        }
        checkLowest();
        reopen();
        checkLowest();
        assertThat(lowestSecond(1_000_000, 1_007_000, 2)).isEqualTo(3);
        assertThat(lowestSecond(1_000_000, 1_006_000, 100)).isEqualTo(5);
        assertThat(lowestSecond(1_008_000, 1_009_000, 100)).isEqualTo(-1);
    }

    private void checkLowest() {
        Archive.Page page = new Archive.Page(1_000_000, 1_007_000, 1_000_000, -1, 100);
        FragmentInfo listed = store.archive().list(stream, TimestampKind.PRODUCER, page).stream()
                .min(Comparator.comparingLong(info -> info.number().sequence()))
                .orElse(null);
        assertThat(store.archive().lowest(stream, TimestampKind.PRODUCER, page)).isEqualTo(listed);
    }

    private long lowestSecond(long startMs, long endMs, int max) {
        Archive.Page page = new Archive.Page(startMs, endMs, startMs, -1, max);
        FragmentInfo lowest = store.archive().lowest(stream, TimestampKind.PRODUCER, page);
        return lowest == null ? -1 : lowest.producerTimestampMs() / 1_000 - 1_000;
    }

    @Test
    void aDroppedIndexIsRebuiltRowByRow() throws Exception {
        writeMany(12);
        Archive.Page page = new Archive.Page(0, Long.MAX_VALUE, -1, -1, 100);
        List<FragmentInfo> before = store.archive().list(stream, TimestampKind.SERVER, page);
        store.close();
        for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
            Files.deleteIfExists(folder.resolve("data").resolve(file));
        }
        store = EmbeddedStore.open(config());
        assertThat(store.recovered()).isEqualTo(12);
        assertThat(store.archive().list(stream, TimestampKind.SERVER, page)).isEqualTo(before);
        ExpectedSums.check(store.archive(), stream, before);
    }

    @Test
    void whatIsKeptBesideThePayloadIsReadWithoutIt() throws Exception {
        List<FragmentNumber> numbers = writeMany(3);
        FragmentInfo info = Objects.requireNonNull(store.archive().find(stream, numbers.get(1)));
        assertThat(info.keyFrames()).isEqualTo(1);
        assertThat(info.activityBytes()).isEqualTo(info.sizeBytes() / 2);
        assertThat(info.headerId()).isEqualTo(HEADER.shortId());
        FragmentRecord record = store.archive().record(stream, info);
        assertThat(record.info()).isEqualTo(info);
        assertThat(record.header()).isEqualTo(HEADER);
        assertThat(record.tags()).containsExactly(1);
        assertThat(record.digest()).containsExactly(2, 3);
    }

    @Test
    void newestAndFollowingSeeWaitingAndIndexedFragmentsOnceInOrder() throws Exception {
        List<FragmentNumber> numbers = new ArrayList<>(writeMany(4));
        store.index().writer().flush();
        listener.persisted.clear();
        numbers.addAll(writeMany(3));
        assertThat(numbersOf(store.archive().newest(stream, 5))).isEqualTo(numbers.subList(2, 7));
        assertThat(numbersOf(store.archive().newest(stream, 100))).isEqualTo(numbers);
        long third = numbers.get(2).sequence();
        assertThat(numbersOf(store.archive().following(stream, third, 3))).isEqualTo(numbers.subList(3, 6));
        assertThat(numbersOf(store.archive().following(stream, third, 100))).isEqualTo(numbers.subList(3, 7));
        assertThat(store.archive().following(stream, numbers.getLast().sequence(), 10))
                .isEmpty();
    }

    @Test
    void sumsCountWaitingAndIndexedFragmentsOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            listener.persisted.clear();
            writeMany(70);
            ExpectedSums.check(store.archive(), stream, store.archive().newest(stream, 1_000));
            store.index().writer().flush();
            ExpectedSums.check(store.archive(), stream, store.archive().newest(stream, 1_000));
        }
    }

    private static List<FragmentNumber> numbersOf(List<FragmentInfo> fragments) {
        return fragments.stream().map(FragmentInfo::number).toList();
    }

    @Test
    void aLiveReaderSeesFramesBeforeTheFragmentCloses() throws Exception {
        IngestSession session = store.openSession(stream, listener);
        OpenFragment open = session.begin(new FragmentStart(0, 0), HEADER);
        FragmentCursor cursor = store.followNewest(stream);
        FragmentView view = Objects.requireNonNull(cursor.next(2_000));

        open.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        open.publish(2);
        FragmentView.Read.Bytes first = (FragmentView.Read.Bytes) view.read(2_000);
        assertThat(first.length()).isEqualTo(2);
        first.release().run();
        assertThat(view.read(20)).isInstanceOf(FragmentView.Read.TimedOut.class);

        open.complete(new FragmentEnd(0, 0, 1, 1, 0, new byte[0], new byte[0]));
        assertThat(((FragmentView.Read.Bytes) view.read(2_000)).length()).isEqualTo(1);
        assertThat(view.read(2_000)).isInstanceOf(FragmentView.Read.End.class);
        session.close();
        cursor.close();
    }

    @Test
    void aSilentOlderSessionIsGivenUpWhenANewerOneGoesOn() throws Exception {
        IngestSession older = store.openSession(stream, listener);
        OpenFragment stalled = older.begin(new FragmentStart(0, 0), HEADER);
        stalled.append(ByteBuffer.wrap(new byte[100]));
        RecordingListener newer = new RecordingListener();
        IngestSession session = store.openSession(stream, newer);
        FragmentNumber number = write(session, 1, 1_000);
        RecordingListener.await(() -> newer.persisted.contains(number));
        assertThat(store.archive().find(stream, number))
                .as("shown before its turn")
                .isNull();

        RecordingListener.await(() -> listener.givenUp.contains(stalled.number()));
        RecordingListener.await(() -> store.archive().find(stream, number) != null);
        older.close();
        session.close();
    }

    @Test
    void aStreamWithoutRetentionLivesInMemoryAlone() throws Exception {
        Stream live = StoreFixture.create(store, "live", 0);
        try (IngestSession session = store.openSession(live, listener)) {
            FragmentNumber number = write(session, 7, 50_000);
            try (FragmentCursor cursor = store.followNewest(live)) {
                FragmentView view = Objects.requireNonNull(cursor.next(2_000));
                assertThat(view.number()).isEqualTo(number);
                assertThat(readAll(view)).isEqualTo(payload(7, 50_000));
            }
            assertThat(store.archive().find(live, number)).isNull();
            assertThat(listener.persisted).isEmpty();
        }
    }

    @Test
    void aFlippedBitIsRefusedAndAllOthersAreServed() throws Exception {
        List<FragmentNumber> numbers = writeMany(6);
        store.close();
        flipABitOfTheThirdExtent();
        store = EmbeddedStore.open(config());
        assertThatThrownBy(() -> read(numbers.get(2))).hasMessageContaining("segment");
        for (int i : List.of(0, 1, 3, 4, 5)) {
            assertThat(read(numbers.get(i))).isEqualTo(payload(i, 1_000 + i * 3_000));
        }
    }

    private void flipABitOfTheThirdExtent() throws Exception {
        Path segment;
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("data/segments"))) {
            segment = files.filter(file -> file.toString().endsWith(".segment"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int found = 0;
        for (int at = 4096; found < 3; at += 64) {
            boolean record = ByteBuffer.wrap(bytes, at, 4).getInt() == 0x4B4E5243;
            if (record && bytes[at + 5] == 1 && ++found == 3) {
                bytes[at + 500] ^= 1;
            }
        }
        Files.write(segment, bytes);
    }

    @Test
    void checkNamesWhatIsDamagedAndNothingElse() throws Exception {
        List<FragmentNumber> numbers = writeMany(6);
        store.close();
        CheckReport sound = EmbeddedStore.check(config());
        assertThat(sound.isSound()).isTrue();
        assertThat(sound.fragments()).isEqualTo(6);
        flipABitOfTheThirdExtent();
        CheckReport damaged = EmbeddedStore.check(config());
        assertThat(damaged.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what())
                        .contains("camera", numbers.get(2).toString()));
    }

    @Test
    void aStoreInUseIsRefusedToOthers() {
        assertThatThrownBy(() -> EmbeddedStore.open(config())).hasMessageContaining("another process");
    }

    @Test
    void nobodyElseMayLookIntoTheStore() throws Exception {
        Path data = folder.resolve("data");
        for (Path path : List.of(data, data.resolve("segments"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        for (String name : List.of("catalog.db", "catalog.db-wal", "index.db", "index.db-wal")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDeletedStreamIsGoneAtOnceAndItsNameIsFree() throws Exception {
        List<FragmentNumber> numbers = writeMany(3);
        Stream old = stream;
        store.streams().delete(old, null);
        assertThat(store.streams().find("camera")).isNull();
        assertThat(store.archive().find(old, numbers.getFirst())).isNull();
        stream = StoreFixture.create(store, "camera", 1);
        assertThat(store.archive().first(stream)).isNull();
        store.sweep();
        reopen();
        assertThat(store.recovered()).isZero();
        assertThat(store.archive().first(stream)).isNull();
    }

    @Test
    void aMissingOrWrongMasterKeyTouchesNothing() throws Exception {
        List<FragmentNumber> numbers = writeMany(2);
        store.close();
        Path key = config().masterKeyFile();
        byte[] right = Files.readAllBytes(key);
        Files.delete(key);
        assertThatThrownBy(() -> EmbeddedStore.open(config())).hasMessageContaining("is missing");
        Files.writeString(key, "kinora-master-key-1:" + "A".repeat(43) + "=\n");
        assertThatThrownBy(() -> EmbeddedStore.open(config())).hasMessageContaining("not the one of this store");
        Files.write(key, right);
        store = EmbeddedStore.open(config());
        assertThat(read(numbers.getFirst())).isEqualTo(payload(0, 1_000));
    }
}
