package kinora.playback.timeline;

import java.util.ArrayList;
import java.util.List;
import kinora.playback.timeline.Timeline.Gap;

/// Finds what lies between stretches of media that are told in the order of their begin.
final class GapFinder {
    private final long shortestMs;
    private final List<Gap> gaps = new ArrayList<>();
    private long reachedMs;

    GapFinder(long startMs, long shortestMs) {
        this.reachedMs = startMs;
        this.shortestMs = shortestMs;
    }

    void media(long fromMs, long toMs) {
        if (fromMs - reachedMs >= shortestMs) {
            gaps.add(new Gap(reachedMs, fromMs));
        }
        reachedMs = Math.max(reachedMs, toMs);
    }

    List<Gap> until(long endMs) {
        media(endMs, endMs);
        return gaps;
    }
}
