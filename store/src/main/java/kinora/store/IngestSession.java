package kinora.store;

import kinora.model.Stream;

/// One producer's way into the store, used by one thread.
public interface IngestSession extends AutoCloseable {
    Stream stream();

    /// Begins a fragment: gives it the stream's next number and makes it visible to live readers in its turn.
    /// `header` is what a reader needs before the payload. At most one fragment of a session is open.
    OpenFragment begin(FragmentStart start, TrackHeader header) throws StoreException;

    /// Ends the session; an open fragment is given up.
    @Override
    void close();
}
