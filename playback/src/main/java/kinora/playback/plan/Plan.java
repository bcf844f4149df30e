package kinora.playback.plan;

import java.util.List;
import kinora.playback.session.Progress;

/// What a session shows at this moment.
///
/// @param atFirst the counts that hold at the first segment
/// @param ended whether nothing will ever be added
public record Plan(List<Segment> segments, Progress atFirst, boolean ended) {
    public Plan {
        segments = List.copyOf(segments);
    }

    /// How many fragments have left the playlist.
    public long mediaSequence() {
        return atFirst.ordinal() - atFirst.baseOrdinal();
    }

    /// How many discontinuities have left the playlist; one that is still shown before the first segment has not.
    public long discontinuitySequence() {
        return atFirst.discontinuities() - (segments.getFirst().broken() ? 1 : 0);
    }
}
