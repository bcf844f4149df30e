package kinora.store.embedded;

import java.util.concurrent.TimeUnit;
import kinora.model.Stream;
import kinora.store.FragmentCursor;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.index.IndexRow;
import kinora.store.tail.StreamTail;
import kinora.store.tail.TailView;
import org.jspecify.annotations.Nullable;

/// Follows a stream by its position: from the archive while behind, from the tail when it has caught up.
/// The procedure "Follow a stream" of `docs/design/store.md`.
final class EmbeddedCursor implements FragmentCursor {
    private final EmbeddedStore store;
    private final Stream stream;
    private final StreamTail tail;
    private long position;
    private @Nullable FragmentView given;

    EmbeddedCursor(EmbeddedStore store, Stream stream, StreamTail tail, long afterSequence) {
        this.store = store;
        this.stream = stream;
        this.tail = tail;
        this.position = afterSequence;
    }

    @Override
    public @Nullable FragmentView next(long timeoutMs) throws StoreException, InterruptedException {
        close();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            FragmentView found = lookOnce();
            long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (found != null || tail.isDeleted() || remainingMs <= 0) {
                given = found;
                return found;
            }
            tail.await(this::tailHasNext, remainingMs);
        }
    }

    private @Nullable FragmentView lookOnce() throws StoreException {
        while (true) {
            try {
                return fromTail();
            } catch (StreamTail.Gap gap) {
                IndexRow row = store.embeddedArchive().rowAfter(stream, position);
                if (row != null && row.sequence() <= gap.floorSequence()) {
                    position = row.sequence();
                    return store.embeddedArchive().open(row);
                }
                // Nothing stored below the floor: from there on the tail knows.
                position = gap.floorSequence();
            }
        }
    }

    private @Nullable FragmentView fromTail() throws StreamTail.Gap {
        TailView view = tail.view(position, store.segments());
        if (view != null) {
            position = view.number().sequence();
        }
        return view;
    }

    private boolean tailHasNext() {
        return tail.has(position);
    }

    @Override
    public void close() {
        if (given != null) {
            given.close();
            given = null;
        }
    }
}
