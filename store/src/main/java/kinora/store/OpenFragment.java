package kinora.store;

import java.nio.ByteBuffer;
import kinora.model.FragmentNumber;

/// A fragment that is still arriving. Used by its session's thread; every call after [#complete] or [#giveUp] (by
/// either side) does nothing.
public interface OpenFragment {
    FragmentNumber number();

    /// Copies the bytes into the fragment's own blocks: the one copy on the way in.
    void append(ByteBuffer bytes);

    /// Lets live readers see the first `bytes` bytes of the payload: whole elements only.
    void publish(long bytes);

    long sizeBytes();

    /// Whether the store will say what became of it; decided when it began, whatever its stream's retention is since.
    boolean isArchived();

    /// Memory is short: hands over to the disk what has arrived, so that it can be freed.
    void spill();

    /// Closes the fragment. [IngestListener#onPersisted] or [IngestListener#onFailed] follows if the stream is
    /// archived.
    void complete(FragmentEnd end);

    /// Drops the fragment: its number is burnt and nothing is stored.
    void giveUp();
}
