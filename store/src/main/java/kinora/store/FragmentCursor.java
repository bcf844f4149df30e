package kinora.store;

import org.jspecify.annotations.Nullable;

/// A reader's place in a stream: a position, not a queue, so a slow reader costs no memory. Blocking; one thread.
public interface FragmentCursor extends AutoCloseable {
    /// The next fragment in number order, waiting up to `timeoutMs` for one to begin; null when none did or the stream
    /// was deleted. Closes the view given out before.
    @Nullable FragmentView next(long timeoutMs) throws StoreException, InterruptedException;

    @Override
    void close();
}
