package kinora.store;

import java.util.Optional;
import kinora.model.Stream;

/// The front door of the store: fragments go in by an [IngestSession], come out of the [Archive] when stored, and
/// through a [FragmentCursor] from the newest frame back to the oldest fragment without a seam.
public interface FragmentStore extends AutoCloseable {
    StreamCatalog streams();

    Archive archive();

    /// Opens a producer's session: reserves and syncs a fresh block of numbers, so it blocks; never call it on an
    /// event loop. All later calls of the session are made by one thread, which may be an event loop.
    IngestSession openSession(Stream stream, IngestListener listener) throws StoreException;

    /// Follows a stream from the first fragment whose sequence is above `afterSequence`: stored ones first, then live.
    FragmentCursor follow(Stream stream, long afterSequence) throws StoreException;

    /// The newest fragment that a live reader may begin with, be it still open; with an empty stream
    /// it waits for the first.
    FragmentCursor followNewest(Stream stream) throws StoreException;

    /// Playback sessions that outlive a restart.
    PlaybackRows playbackRows();

    /// The newest time the server's clock has given a fragment or would give one now; smooths small backward steps.
    long nowMs();

    /// Why the store cannot take writes or keep its promises right now, in one sentence; empty when all is well.
    Optional<String> trouble();

    @Override
    void close();
}
