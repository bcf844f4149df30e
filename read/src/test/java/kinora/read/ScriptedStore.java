package kinora.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.model.StreamStatus;
import kinora.store.Archive;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentCursor;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import kinora.store.StreamCatalog;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// A store of fragments that are written down in the test, with a clock that moves when a reader waits.
public final class ScriptedStore implements FragmentStore, Archive {
    public static final TrackHeader HEADER = new TrackHeader(new byte[] {1, 2, 3});
    public static final Stream STREAM = new Stream(
            7,
            new StreamArn("aws", "us-east-1", "123456789012", "door", 1),
            null,
            null,
            null,
            "v",
            StreamStatus.ACTIVE,
            24,
            StorageTier.HOT,
            Map.of());

    public final List<Fragment> fragments = new ArrayList<>();
    public long nowNs = 1_000_000_000_000L;
    public int piecesOut;
    public boolean deleted;

    /// How a fragment ends for its readers.
    public enum Ending {
        END,
        GIVEN_UP,
        STILL_OPEN,
        CORRUPT
    }

    /// One fragment: the pieces in which it is read, and how it ends.
    public record Fragment(
            FragmentNumber number, TrackHeader header, List<byte[]> pieces, Ending ending, boolean stored) {}

    public static FragmentNumber number(long sequence) {
        return new FragmentNumber(sequence, 1_511_852_109_126L + sequence * 2_000, (int) sequence);
    }

    public ScriptedStore add(long sequence, Ending ending, boolean stored, byte[]... pieces) {
        return add(sequence, HEADER, ending, stored, pieces);
    }

    public ScriptedStore add(long sequence, TrackHeader header, Ending ending, boolean stored, byte[]... pieces) {
        fragments.add(new Fragment(number(sequence), header, List.of(pieces), ending, stored));
        return this;
    }

    private void sleep(long ms) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    @Override
    public FragmentCursor follow(Stream stream, long afterSequence) {
        return new Cursor(afterSequence);
    }

    @Override
    public FragmentCursor followNewest(Stream stream) {
        return new Cursor(
                fragments.isEmpty()
                        ? -1
                        : fragments.get(fragments.size() - 1).number.sequence() - 1);
    }

    private final class Cursor implements FragmentCursor {
        private long position;

        Cursor(long position) {
            this.position = position;
        }

        @Override
        public @Nullable FragmentView next(long timeoutMs) {
            for (Fragment fragment : fragments) {
                if (fragment.number.sequence() > position) {
                    position = fragment.number.sequence();
                    return new View(fragment);
                }
            }
            if (!deleted) {
                sleep(timeoutMs);
            }
            return null;
        }

        @Override
        public void close() {}
    }

    private final class View implements FragmentView {
        private final Fragment fragment;
        private int next;

        View(Fragment fragment) {
            this.fragment = fragment;
        }

        @Override
        public FragmentNumber number() {
            return fragment.number;
        }

        @Override
        public long producerTimestampMs() {
            return fragment.number.serverTimestampMs() - 613;
        }

        @Override
        public long clusterTimecodeMs() {
            return 0;
        }

        @Override
        public TrackHeader header() {
            return fragment.header;
        }

        @Override
        public Read read(long timeoutMs) throws StoreException {
            if (next < fragment.pieces.size()) {
                byte[] piece = fragment.pieces.get(next++);
                byte[] block = new byte[piece.length + 2];
                System.arraycopy(piece, 0, block, 1, piece.length);
                piecesOut++;
                return new Read.Bytes(block, 1, piece.length, () -> piecesOut--);
            }
            return switch (fragment.ending) {
                case END -> new Read.End();
                case GIVEN_UP -> new Read.GivenUp();
                case CORRUPT -> throw new CorruptFragmentException("planted");
                case STILL_OPEN -> {
                    sleep(timeoutMs);
                    yield new Read.TimedOut();
                }
            };
        }

        @Override
        public void close() {}
    }

    private List<FragmentInfo> stored() {
        return fragments.stream()
                .filter(Fragment::stored)
                .map(ScriptedStore::info)
                .toList();
    }

    private static FragmentInfo info(Fragment fragment) {
        long size = fragment.pieces.stream().mapToLong(piece -> piece.length).sum();
        long serverMs = fragment.number.serverTimestampMs();
        return new FragmentInfo(
                fragment.number,
                fragment.number.sequence(),
                serverMs - 613,
                0,
                1_900,
                100,
                size + 1,
                1,
                HEADER.shortId(),
                1,
                0);
    }

    @Override
    public @Nullable FragmentInfo first(Stream stream) {
        return stored().stream().findFirst().orElse(null);
    }

    @Override
    public @Nullable FragmentInfo last(Stream stream) {
        return stored().stream().reduce((a, b) -> b).orElse(null);
    }

    @Override
    public @Nullable FragmentInfo after(Stream stream, long sequence) {
        return stored().stream()
                .filter(info -> info.number().sequence() > sequence)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable FragmentInfo find(Stream stream, FragmentNumber number) {
        return stored().stream()
                .filter(info -> info.number().equals(number))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable FragmentInfo at(Stream stream, TimestampKind kind, long timestampMs) {
        return stored().stream()
                .filter(info -> info.timestampMs(kind) + info.durationMs() >= timestampMs)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<FragmentInfo> list(Stream stream, TimestampKind kind, Page page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long horizonMs(Stream stream) {
        return 0;
    }

    @Override
    public List<TimeSum> sums(Stream stream, TimestampKind kind, SumUnit unit, long startMs, long endMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TimeSum> spans(Stream stream, TimestampKind kind, long startMs, long endMs, int maxResults) {
        throw new UnsupportedOperationException();
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
    public FragmentView open(Stream stream, FragmentInfo info) {
        return new View(fragments.stream()
                .filter(fragment -> fragment.number.equals(info.number()))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public Archive archive() {
        return this;
    }

    @Override
    public long nowMs() {
        return 1_511_852_125_000L;
    }

    @Override
    public IngestSession openSession(Stream stream, IngestListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PlaybackRows playbackRows() {
        throw new UnsupportedOperationException("nobody plays here");
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    @Override
    public StreamCatalog streams() {
        return new OneStream();
    }

    private final class OneStream implements StreamCatalog {
        @Override
        public @Nullable Stream find(String name) {
            return deleted ? null : STREAM;
        }

        @Override
        public @Nullable Stream find(StreamArn arn) {
            return deleted ? null : STREAM;
        }

        @Override
        public List<Stream> list(String prefix, String afterName, int maxResults) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public Stream create(NewStream stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream update(Stream stream, @Nullable String expectedVersion, UnaryOperator<Stream> change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Stream stream, @Nullable String expectedVersion) {
            throw new UnsupportedOperationException();
        }
    }
}
