package kinora.playback.hls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a low-latency playlist knows beyond its segments, at one moment.
interface LiveEdge {
    /// The longest part there will be.
    long partTargetMs();

    /// The parts of a fragment's track that are still worth naming; empty for older fragments.
    List<? extends Part> partsOf(long ordinal, int track);

    /// The fragment behind the last segment, if it has begun to arrive.
    @Nullable Arriving arriving();

    /// How much of the arriving fragment is there.
    long openMs();

    /// One part: some frames of one track.
    interface Part {
        long durationMs();

        /// Whether it begins with a key frame.
        boolean independent();
    }

    /// How the arriving fragment follows the last segment.
    ///
    /// @param whole whether all its parts are there: it becomes a segment any moment
    record Arriving(long ordinal, boolean broken, int map, long timestampMs, boolean whole) {}
}
