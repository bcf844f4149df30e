package kinora.store.embedded;

import static kinora.store.embedded.StoreFixture.payload;
import static kinora.store.embedded.StoreFixture.readAll;
import static kinora.store.embedded.StoreFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.IngestSession;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what has expired is hidden at once and for good, what lives is never destroyed, whatever the clock says.
final class RetentionTest {
    private static final long START_MS = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong nowMs = new AtomicLong(START_MS);
    private final AtomicLong monotonicMs = new AtomicLong(0);
    private EmbeddedStore store;

    @BeforeEach
    void open() throws StoreException {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("data"))
                .withSizes(256 << 10, 64 << 20)
                .withClock(
                        () -> Instant.ofEpochMilli(nowMs.get()),
                        () -> TimeUnit.MILLISECONDS.toNanos(monotonicMs.get())));
    }

    private void reopen() throws StoreException {
        store.close();
        open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void pass(long ms) {
        nowMs.addAndGet(ms);
        monotonicMs.addAndGet(ms);
    }

    private List<FragmentNumber> writeMany(Stream stream, int count, int bytes) throws Exception {
        RecordingListener listener = new RecordingListener();
        List<FragmentNumber> numbers = new ArrayList<>();
        try (IngestSession session = store.openSession(stream, listener)) {
            for (int i = 0; i < count; i++) {
                FragmentNumber number = write(session, i, bytes);
                numbers.add(number);
                RecordingListener.await(() -> listener.persisted.contains(number));
                pass(1_000);
            }
        }
        return numbers;
    }

    private List<FragmentNumber> listed(Stream stream) {
        Archive.Page page = new Archive.Page(0, Long.MAX_VALUE, -1, -1, 10_000);
        return store.archive().list(stream, TimestampKind.SERVER, page).stream()
                .map(FragmentInfo::number)
                .toList();
    }

    private long segmentFiles() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("data/segments"))) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }

    @Test
    void whatExpiresIsHiddenThenDestroyedAndFilesAreUsedAgain() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 1);
        writeMany(stream, 20, 50_000);
        assertThat(listed(stream)).hasSize(20);
        long before = segmentFiles();
        pass(TimeUnit.HOURS.toMillis(2));
        assertThat(listed(stream)).isEmpty();
        assertThat(store.sweep()).isPositive();
        assertThat(segmentFiles()).isLessThan(before);
        List<FragmentNumber> fresh = writeMany(stream, 20, 50_000);
        assertThat(listed(stream)).isEqualTo(fresh);
        assertThat(store.archive().first(stream))
                .extracting(FragmentInfo::ordinal)
                .isEqualTo(20L);
        reopen();
        assertThat(listed(stream)).isEqualTo(fresh);
    }

    @Test
    void sumsLoseWhatExpires_beforeTheSweepAndAfterIt() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 1);
        writeMany(stream, 40, 1_000);
        pass(TimeUnit.HOURS.toMillis(1) - 20_000);
        writeMany(stream, 5, 1_000);
        checkSums(stream, 19);
        store.sweep();
        checkSums(stream, 19);
        pass(30_000);
        checkSums(stream, 5);
        store.sweep();
        checkSums(stream, 5);
        reopen();
        checkSums(stream, 5);
        pass(TimeUnit.HOURS.toMillis(2));
        store.sweep();
        checkSums(stream, 0);
    }

    private void checkSums(Stream stream, int count) {
        List<FragmentInfo> visible = store.archive().newest(stream, 1_000);
        assertThat(visible).hasSize(count);
        ExpectedSums.check(store.archive(), stream, visible);
    }

    @Test
    void raisingRetentionAgainBringsNothingBack() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 24);
        List<FragmentNumber> old = writeMany(stream, 3, 1_000);
        pass(TimeUnit.HOURS.toMillis(2));
        List<FragmentNumber> fresh = writeMany(stream, 3, 1_000);
        store.streams().update(stream, null, present -> present.withRetentionHours(1));
        assertThat(listed(stream)).isEqualTo(fresh);
        store.streams().update(stream, null, present -> present.withRetentionHours(100));
        assertThat(listed(stream)).isEqualTo(fresh).doesNotContainAnyElementsOf(old);
        reopen();
        assertThat(listed(stream)).isEqualTo(fresh);
    }

    @Test
    void aMostlyDeadFileIsCompactedAndItsSurvivorsReadAsBefore() throws Exception {
        Stream brief = StoreFixture.create(store, "brief", 1);
        Stream lasting = StoreFixture.create(store, "lasting", 24);
        List<FragmentNumber> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            writeMany(brief, 4, 40_000);
            kept.addAll(writeMany(lasting, 1, 10_000));
        }
        long before = segmentFiles();
        pass(TimeUnit.HOURS.toMillis(2));
        assertThat(store.sweep()).isPositive();
        assertThat(segmentFiles()).isLessThan(before);
        reopen();
        assertThat(listed(lasting)).isEqualTo(kept);
        for (FragmentNumber number : kept) {
            FragmentInfo info = Objects.requireNonNull(store.archive().find(lasting, number));
            assertThat(readAll(store.archive().open(lasting, info))).isEqualTo(payload(0, 10_000));
        }
    }

    @Test
    void aClockThatLeapsAheadHidesButDestroysNothing() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 1);
        List<FragmentNumber> numbers = writeMany(stream, 3, 1_000);
        nowMs.addAndGet(TimeUnit.DAYS.toMillis(4_000));
        assertThat(store.sweep()).isZero();
        assertThat(store.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("jumped"));
        assertThatThrownBy(() -> store.streams().update(stream, null, present -> present.withRetentionHours(2)))
                .hasMessageContaining("jumped");
        nowMs.addAndGet(-TimeUnit.DAYS.toMillis(4_000));
        assertThat(store.trouble()).isEmpty();
        assertThat(listed(stream)).isEqualTo(numbers);
    }

    @Test
    void aClockThatFallsBackTo1970LosesNothing() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 1);
        List<FragmentNumber> before = writeMany(stream, 3, 1_000);
        nowMs.set(TimeUnit.DAYS.toMillis(1));
        List<FragmentNumber> during = writeMany(stream, 3, 1_000);
        assertThat(during.getFirst()).isGreaterThan(before.getLast());
        assertThat(store.sweep()).isZero();
        assertThat(listed(stream)).containsExactlyInAnyOrderElementsOf(concat(before, during));
        nowMs.set(START_MS + monotonicMs.get());
        assertThat(listed(stream)).containsAll(before);
    }

    private static List<FragmentNumber> concat(List<FragmentNumber> first, List<FragmentNumber> second) {
        List<FragmentNumber> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Test
    void aStoreThatSleptForDaysAsksBeforeItDestroys() throws Exception {
        Stream stream = StoreFixture.create(store, "camera", 1);
        writeMany(stream, 3, 1_000);
        store.sweep();
        store.close();
        pass(TimeUnit.DAYS.toMillis(5));
        open();
        assertThat(store.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("accept-clock"));
        assertThat(store.sweep()).isZero();
        store.acceptClock();
        assertThat(store.trouble()).isEmpty();
        assertThat(store.sweep()).isPositive();
    }
}
