package kinora.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kinora.formats.bits.ByteSink;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentCursor;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.FragmentStore;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import kinora.store.StreamCatalog;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// A store that keeps fragments in lists and says PERSISTED when the test wants it.
final class MemoryStore implements FragmentStore {
    final List<Session> sessions = new ArrayList<>();
    final List<Fragment> fragments = new ArrayList<>();
    boolean persistsAtOnce = true;

    @Nullable String failsToOpen;

    @Nullable String failsToBegin;

    Session session() {
        return sessions.get(sessions.size() - 1);
    }

    List<Fragment> completed() {
        return fragments.stream().filter(fragment -> fragment.end != null).toList();
    }

    @Override
    public IngestSession openSession(Stream stream, IngestListener listener) throws StoreException {
        if (failsToOpen != null) {
            throw new StoreException(failsToOpen);
        }
        Session session = new Session(stream, listener);
        sessions.add(session);
        return session;
    }

    final class Session implements IngestSession {
        final IngestListener listener;
        private Stream stream;
        boolean closed;

        @Nullable Fragment open;

        Session(Stream stream, IngestListener listener) {
            this.stream = stream;
            this.listener = listener;
        }

        @Override
        public Stream stream() {
            return stream;
        }

        void retain(int hours) {
            stream = stream.withRetentionHours(hours);
        }

        @Override
        public OpenFragment begin(FragmentStart start, TrackHeader header) throws StoreException {
            if (failsToBegin != null) {
                throw new StoreException(failsToBegin);
            }
            assert open == null : "a fragment is open already";
            Fragment begun = new Fragment(this, new FragmentNumber(1_001 + fragments.size(), 5_000, 0), start, header);
            fragments.add(begun);
            open = begun;
            return begun;
        }

        @Override
        public void close() {
            assert !closed : "closed twice";
            closed = true;
            if (open != null) {
                open.giveUp();
            }
        }
    }

    final class Fragment implements OpenFragment {
        final Session session;
        final FragmentNumber number;
        final FragmentStart start;
        final TrackHeader header;
        final List<Long> published = new ArrayList<>();
        private final ByteSink payload = new ByteSink();

        @Nullable FragmentEnd end;

        boolean givenUp;
        boolean breaks;
        boolean spilt;
        final boolean archived;

        Fragment(Session session, FragmentNumber number, FragmentStart start, TrackHeader header) {
            this.session = session;
            this.number = number;
            this.start = start;
            this.header = header;
            this.archived = session.stream().isArchived();
        }

        byte[] payload() {
            return payload.toByteArray();
        }

        @Override
        public FragmentNumber number() {
            return number;
        }

        @Override
        public void append(ByteBuffer bytes) {
            if (breaks) {
                throw new IllegalStateException("a planted fault");
            }
            assert session.open == this : "appended to a fragment that is over";
            payload.bytes(bytes);
        }

        @Override
        public void publish(long bytes) {
            assert bytes <= payload.length();
            if (published.isEmpty() || published.get(published.size() - 1) != bytes) {
                published.add(bytes);
            }
        }

        @Override
        public long sizeBytes() {
            return payload.length();
        }

        @Override
        public boolean isArchived() {
            return archived;
        }

        @Override
        public void spill() {
            spilt = true;
        }

        @Override
        public void complete(FragmentEnd fragmentEnd) {
            assert session.open == this : "completed a fragment that is over";
            end = fragmentEnd;
            session.open = null;
            if (persistsAtOnce && archived) {
                session.listener.onPersisted(number);
            }
        }

        @Override
        public void giveUp() {
            assert session.open == this : "gave up a fragment that is over";
            givenUp = true;
            session.open = null;
        }
    }

    @Override
    public StreamCatalog streams() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Archive archive() {
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
        return 5_000;
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
}
