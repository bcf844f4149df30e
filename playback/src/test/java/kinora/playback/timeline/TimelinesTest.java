package kinora.playback.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StreamCatalog.NewStream;
import kinora.store.TimestampKind;
import kinora.store.TrackHeader;
import kinora.store.embedded.EmbeddedStore;
import kinora.store.embedded.StoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: whatever the zoom, the timeline shows what was recorded where, and where nothing was.
final class TimelinesTest {
    private static final long HOUR_MS = 3_600_000;
    private static final long START_MS = 1_700_000_000_000L / HOUR_MS * HOUR_MS;
    private static final int FRAGMENT_MS = 2_000;
    private static final int FRAGMENT_BYTES = 500;

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private Stream stream;
    private IngestSession session;
    private final Persisted persisted = new Persisted();
    private int written;

    @BeforeEach
    void open() throws Exception {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("store")).withSizes(8 << 20, 64 << 20));
        stream = store.streams().create(new NewStream("door", null, null, null, 24, StorageTier.HOT, Map.of()));
        session = store.openSession(stream, persisted);
    }

    @AfterEach
    void close() {
        session.close();
        store.close();
    }

    /// Fragments of two seconds at 25 pictures a second, back to back.
    private void record(long fromMs, int count, long activityBytes) throws Exception {
        for (int i = 0; i < count; i++) {
            long startMs = fromMs + (long) i * FRAGMENT_MS;
            OpenFragment open = session.begin(new FragmentStart(written++, startMs), new TrackHeader(new byte[] {1}));
            open.append(ByteBuffer.wrap(new byte[FRAGMENT_BYTES]));
            open.complete(new FragmentEnd(1_960, 40, 50, 1, activityBytes, new byte[0], new byte[0]));
        }
        persisted.await(written);
    }

    private Timeline ask(long startMs, long endMs, int buckets) {
        return new Timelines(store).of(stream, new TimelineQuestion(TimestampKind.PRODUCER, startMs, endMs, buckets));
    }

    @Test
    void eachSecondIsSeen_andTheHoleBetween() throws Exception {
        record(START_MS, 10, 200);
        record(START_MS + 35_000, 5, 200);
        Timeline timeline = ask(START_MS, START_MS + 50_000, 50);
        assertThat(timeline.resolutionMs()).isZero();
        for (int second = 0; second < 50; second++) {
            boolean isThere = second < 20 || (second >= 35 && second < 45);
            Timeline.Bucket bucket = timeline.buckets().get(second);
            assertThat(bucket.startMs()).isEqualTo(START_MS + second * 1_000L);
            assertThat(bucket.coverage()).as("second %s", second).isEqualTo(isThere ? 1 : 0, within(1e-9));
            assertThat(bucket.keyFrames()).isEqualTo(isThere && second % 2 == (second < 20 ? 0 : 1) ? 1 : 0);
            assertThat(bucket.bitsPerSecond()).isEqualTo(isThere ? FRAGMENT_BYTES * 8 / 2 : 0);
        }
        assertThat(timeline.gaps())
                .containsExactly(
                        new Timeline.Gap(START_MS + 20_000, START_MS + 35_000),
                        new Timeline.Gap(START_MS + 45_000, START_MS + 50_000));
    }

    @Test
    void aFragmentThatBeganBeforeTheSpan_coversItsBeginning() throws Exception {
        record(START_MS, 1, 200);
        Timeline timeline = ask(START_MS + 1_500, START_MS + 2_500, 2);
        assertThat(timeline.buckets())
                .extracting(Timeline.Bucket::coverage, Timeline.Bucket::fragments)
                .containsExactly(tuple(1.0, 0L), tuple(0.0, 0L));
    }

    @ParameterizedTest(name = "{0} buckets")
    @ValueSource(ints = {1, 2, 7, 24, 25, 100, 144, 333, 1_000, 1_440, 3_000, 5_000})
    void everyZoomHasTheSameTotals(int buckets) throws Exception {
        record(START_MS + HOUR_MS, 60, 200);
        record(START_MS + 3 * HOUR_MS + 123_456, 45, 900);
        record(START_MS + 20 * HOUR_MS, 30, 200);
        Timeline timeline = ask(START_MS, START_MS + 24 * HOUR_MS, buckets);
        assertThat(timeline.buckets()).hasSize(buckets);
        assertThat(timeline.buckets().stream()
                        .mapToLong(Timeline.Bucket::fragments)
                        .sum())
                .isEqualTo(135);
        double bucketMs = 24.0 * HOUR_MS / buckets;
        double coveredMs = timeline.buckets().stream()
                .mapToDouble(bucket -> bucket.coverage() * bucketMs)
                .sum();
        assertThat(coveredMs).isEqualTo(135.0 * FRAGMENT_MS, within(135 * 2.0));
    }

    @Test
    void emptyHoursAreGaps_andTheEdgesOfFootageAreNear() throws Exception {
        record(START_MS + 2 * HOUR_MS, 90, 200);
        record(START_MS + 8 * HOUR_MS, 90, 200);
        Timeline timeline = ask(START_MS, START_MS + 10 * HOUR_MS, 100);
        assertThat(timeline.resolutionMs()).isEqualTo(60_000);
        assertThat(timeline.gaps())
                .containsExactly(
                        new Timeline.Gap(START_MS, START_MS + 2 * HOUR_MS),
                        new Timeline.Gap(START_MS + 2 * HOUR_MS + 180_000, START_MS + 8 * HOUR_MS),
                        new Timeline.Gap(START_MS + 8 * HOUR_MS + 180_000, START_MS + 10 * HOUR_MS));
    }

    @Test
    void whatMovesStandsOut_andStillNoiseDoesNot() throws Exception {
        record(START_MS, 20, 200);
        record(START_MS + 40_000, 5, 2_000);
        record(START_MS + 50_000, 15, 240);
        Timeline timeline = ask(START_MS, START_MS + 80_000, 40);
        assertThat(timeline.buckets().get(3).activity()).isZero();
        assertThat(timeline.buckets().get(22).activity()).isEqualTo(1);
        assertThat(timeline.buckets().get(35).activity()).isLessThan(0.1);
        // Zoomed in to where nothing happens, noise is still noise.
        assertThat(ask(START_MS, START_MS + 40_000, 20).buckets())
                .allSatisfy(bucket -> assertThat(bucket.activity()).isLessThan(0.3));
    }

    @Test
    void whatHasNotComeYetIsNoGap() throws Exception {
        record(store.nowMs() - 40_000, 20, 200);
        long nowMs = store.nowMs();
        assertThat(ask(nowMs - 30_000, nowMs + 1_000_000, 1_000).gaps())
                .allSatisfy(gap -> assertThat(gap.endMs()).isLessThanOrEqualTo(store.nowMs()));
    }

    @Test
    void impossibleQuestionsAreRefused() {
        assertThatThrownBy(() -> ask(10, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ask(10, 20, 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ask(0, 1_000_000, 5_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ask(0, 1_000_000, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ask(0, 10, 10).buckets())
                .hasSize(10)
                .allSatisfy(bucket -> assertThat(bucket.coverage()).isZero());
    }

    private static final class Persisted implements IngestListener {
        private final AtomicInteger count = new AtomicInteger();

        void await(int wanted) throws InterruptedException {
            for (int i = 0; i < 2_000 && count.get() < wanted; i++) {
                Thread.sleep(5);
            }
            assertThat(count.get()).isEqualTo(wanted);
        }

        @Override
        public void onPersisted(FragmentNumber number) {
            count.incrementAndGet();
        }

        @Override
        public void onFailed(FragmentNumber number, AckError error) {
            throw new AssertionError(number + " failed: " + error);
        }

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
