package kinora.store.embedded;

import java.util.concurrent.ThreadLocalRandom;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.retention.RetentionClass;
import kinora.store.tail.StreamTail;
import org.jspecify.annotations.Nullable;

/// A producer's session over a stream's tail.
final class EmbeddedSession implements IngestSession {
    private final EmbeddedStore store;
    private final Stream opened;
    private final StreamTail tail;
    private final IngestListener listener;
    private @Nullable OpenFragment latest;

    EmbeddedSession(EmbeddedStore store, Stream opened, StreamTail tail, IngestListener listener) {
        this.store = store;
        this.opened = opened;
        this.tail = tail;
        this.listener = listener;
    }

    @Override
    public Stream stream() {
        Stream present = store.catalog().find(opened.id());
        return present != null ? present : opened;
    }

    @Override
    public OpenFragment begin(FragmentStart start, TrackHeader header) throws StoreException {
        store.reserveAhead(tail);
        Stream present = stream();
        int random = ThreadLocalRandom.current().nextInt(1 << FragmentNumber.RANDOM_BITS);
        OpenFragment begun = tail.begin(
                listener,
                start,
                header,
                present.isArchived(),
                RetentionClass.of(present.retentionHours()),
                store.timestampFor(opened.id()),
                random);
        latest = begun;
        return begun;
    }

    @Override
    public void close() {
        if (latest != null) {
            // Does nothing to a fragment that was completed.
            latest.giveUp();
        }
        store.sessionClosed(this);
    }

    IngestListener listener() {
        return listener;
    }

    long streamId() {
        return opened.id();
    }
}
