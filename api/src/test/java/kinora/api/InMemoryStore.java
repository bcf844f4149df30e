package kinora.api;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentCursor;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.PlaybackRows;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// A store of index entries without media: what the archive calls need.
final class InMemoryStore implements FragmentStore, Archive {
    final InMemoryCatalog catalog = new InMemoryCatalog();
    final List<FragmentInfo> fragments = new ArrayList<>();
    long horizonMs;

    @Nullable String trouble;

    @Override
    public InMemoryCatalog streams() {
        return catalog;
    }

    @Override
    public Archive archive() {
        return this;
    }

    private final PlaybackRows sessions = new PlaybackRows() {
        private final Map<ByteBuffer, Row> rows = new ConcurrentHashMap<>();

        @Override
        public void add(Row row) {
            rows.put(ByteBuffer.wrap(row.tokenHash()), row);
        }

        @Override
        public @Nullable Row find(byte[] tokenHash) {
            return rows.get(ByteBuffer.wrap(tokenHash));
        }

        @Override
        public void note(byte[] tokenHash, byte[] progress) {
            // Progress outlives a restart, and nothing restarts here.
        }

        @Override
        public void forgetExpired(long timeMs) {
            rows.values().removeIf(row -> row.expiresMs() < timeMs);
        }
    };

    @Override
    public PlaybackRows playbackRows() {
        return sessions;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public List<FragmentInfo> list(Stream stream, TimestampKind kind, Page page) {
        Comparator<FragmentInfo> order = Comparator.<FragmentInfo>comparingLong(f -> f.timestampMs(kind))
                .thenComparingLong(f -> f.number().sequence());
        return fragments.stream()
                .filter(f -> f.timestampMs(kind) >= page.startMs() && f.timestampMs(kind) <= page.endMs())
                .filter(f -> isAfter(f, kind, page))
                .sorted(order)
                .limit(page.maxResults())
                .toList();
    }

    private static boolean isAfter(FragmentInfo fragment, TimestampKind kind, Page page) {
        int byTime = Long.compare(fragment.timestampMs(kind), page.afterTimestampMs());
        return byTime > 0 || (byTime == 0 && fragment.number().sequence() > page.afterSequence());
    }

    @Override
    public @Nullable FragmentInfo find(Stream stream, FragmentNumber number) {
        return fragments.stream()
                .filter(f -> f.number().equals(number))
                .findFirst()
                .orElse(null);
    }

    @Override
    public long horizonMs(Stream stream) {
        return horizonMs;
    }

    @Override
    public @Nullable FragmentInfo first(Stream stream) {
        return fragments.isEmpty() ? null : fragments.getFirst();
    }

    @Override
    public @Nullable FragmentInfo last(Stream stream) {
        return fragments.isEmpty() ? null : fragments.getLast();
    }

    @Override
    public @Nullable FragmentInfo after(Stream stream, long sequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable FragmentInfo at(Stream stream, TimestampKind kind, long timestampMs) {
        return fragments.stream()
                .filter(f -> f.timestampMs(kind) + f.durationMs() >= timestampMs)
                .min(Comparator.comparingLong(f -> f.timestampMs(kind)))
                .orElse(null);
    }

    /// What covers two spans is put into the first: enough for what the calls make of it.
    @Override
    public List<TimeSum> sums(Stream stream, TimestampKind kind, SumUnit unit, long startMs, long endMs) {
        TreeMap<Long, TimeSum> sums = new TreeMap<>();
        for (TimeSum span : spans(stream, kind, unit.startOf(startMs), endMs, Integer.MAX_VALUE)) {
            sums.merge(unit.startOf(span.startMs()), at(unit.startOf(span.startMs()), span), InMemoryStore::plus);
        }
        return List.copyOf(sums.values());
    }

    private static TimeSum at(long startMs, TimeSum sum) {
        return new TimeSum(
                startMs,
                sum.fragments(),
                sum.coveredMs(),
                sum.bytes(),
                sum.frames(),
                sum.keyFrames(),
                sum.activityBytes());
    }

    private static TimeSum plus(TimeSum a, TimeSum b) {
        return new TimeSum(
                a.startMs(),
                a.fragments() + b.fragments(),
                a.coveredMs() + b.coveredMs(),
                a.bytes() + b.bytes(),
                a.frames() + b.frames(),
                a.keyFrames() + b.keyFrames(),
                a.activityBytes() + b.activityBytes());
    }

    @Override
    public List<TimeSum> spans(Stream stream, TimestampKind kind, long startMs, long endMs, int maxResults) {
        return fragments.stream()
                .filter(f -> f.timestampMs(kind) >= startMs && f.timestampMs(kind) < endMs)
                .map(f -> new TimeSum(
                        f.timestampMs(kind),
                        1,
                        f.durationMs() + f.lastFrameMs(),
                        f.sizeBytes(),
                        f.frames(),
                        f.keyFrames(),
                        f.activityBytes()))
                .limit(maxResults)
                .toList();
    }

    @Override
    public List<FragmentInfo> newest(Stream stream, int maxResults) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FragmentInfo> following(Stream stream, long afterSequence, int maxResults) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FragmentRecord record(Stream stream, FragmentInfo fragment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FragmentView open(Stream stream, FragmentInfo fragment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IngestSession openSession(Stream stream, IngestListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FragmentCursor follow(Stream stream, long afterSequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FragmentCursor followNewest(Stream stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {}
}
