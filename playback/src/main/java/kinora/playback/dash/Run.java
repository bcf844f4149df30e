package kinora.playback.dash;

import java.util.ArrayList;
import java.util.List;
import kinora.playback.plan.Plan;
import kinora.playback.plan.Segment;

/// Segments without a break between them: a Period.
///
/// @param id counts the session's breaks, so a run keeps its name while the window slides over it
record Run(long id, List<Segment> segments) {
    static List<Run> of(Plan plan) {
        List<Run> runs = new ArrayList<>();
        List<Segment> present = new ArrayList<>();
        long id = plan.atFirst().discontinuities();
        for (Segment segment : plan.segments()) {
            if (!present.isEmpty() && segment.broken()) {
                runs.add(new Run(id++, List.copyOf(present)));
                present.clear();
            }
            present.add(segment);
        }
        runs.add(new Run(id, List.copyOf(present)));
        return runs;
    }

    Segment first() {
        return segments.getFirst();
    }

    long durationMs() {
        return segments.stream().mapToLong(Segment::durationMs).sum();
    }
}
