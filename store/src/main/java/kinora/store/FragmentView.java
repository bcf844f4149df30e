package kinora.store;

import kinora.model.FragmentNumber;

/// One fragment being read, stored or still arriving. Blocking; one thread.
public interface FragmentView extends AutoCloseable {
    FragmentNumber number();

    long producerTimestampMs();

    long clusterTimecodeMs();

    TrackHeader header();

    /// The next piece of the payload, waiting up to `timeoutMs` if the fragment is still arriving.
    Read read(long timeoutMs) throws StoreException, InterruptedException;

    @Override
    void close();

    /// What a read found.
    sealed interface Read {
        /// `length` bytes of `bytes` from `offset`, valid until [#release()] is called, which must happen once.
        record Bytes(byte[] bytes, int offset, int length, Runnable release) implements Read {}

        /// The payload is complete.
        record End() implements Read {}

        /// The fragment was given up: what was read is all there will ever be.
        record GivenUp() implements Read {}

        /// Nothing arrived in time.
        record TimedOut() implements Read {}
    }
}
