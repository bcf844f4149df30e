package kinora.formats.mkv;

import java.util.List;
import kinora.formats.MalformedMediaException;

/// Hears what [MkvParser] found, in order. Offsets count from the first byte of the input; `end` is exclusive.
///
/// A listener hears only what it overrides. It may refuse the input by throwing; the parser is then of no more use.
public interface MkvEvents {
    /// A size that was not said: the element lasts until something stands that cannot be inside it.
    long UNKNOWN_SIZE = -1;

    default void ebmlHeader(EbmlHeader header, long end) throws MalformedMediaException {}

    default void segment(long offset, int headerBytes, long sizeBytes) throws MalformedMediaException {}

    default void info(Info info, long offset, long end) throws MalformedMediaException {}

    default void tracks(List<Track> tracks, long offset, long end) throws MalformedMediaException {}

    /// Comes for each Tags element, before the first Cluster and between Clusters.
    default void tags(Tags tags, long offset, long end) throws MalformedMediaException {}

    /// A SeekHead, Void, CRC-32, Cues, Chapters, Attachments or unknown element at Segment level, skipped.
    default void other(int id, long offset, long end) throws MalformedMediaException {}

    /// Comes as soon as id and size are read: `offset` is where a new fragment begins.
    default void clusterStart(long offset, int headerBytes, long sizeBytes) throws MalformedMediaException {}

    /// Comes at most once a Cluster and always before its first block.
    default void clusterTimestamp(long ticks) throws MalformedMediaException {}

    /// Comes when the last byte of a SimpleBlock or BlockGroup has arrived. `block` is one object, reused: take what
    /// you need before you return.
    default void block(Block block) throws MalformedMediaException {}

    /// A Cluster that never had a Timestamp ends like any other; whether that is an error is the listener's matter.
    default void clusterEnd(long offset) throws MalformedMediaException {}
}
