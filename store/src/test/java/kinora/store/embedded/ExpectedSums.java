package kinora.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;

/// Sums reckoned anew from the fragments themselves.
final class ExpectedSums {
    private ExpectedSums() {}

    /// Whatever happened to the store, its sums are those of the fragments that it lists.
    static void check(Archive archive, Stream stream, List<FragmentInfo> listed) {
        for (TimestampKind kind : TimestampKind.values()) {
            for (SumUnit unit : SumUnit.values()) {
                assertThat(archive.sums(stream, kind, unit, 0, Long.MAX_VALUE / 2))
                        .as("sums of each %s by %s time", unit, kind)
                        .isEqualTo(of(listed, kind, unit));
            }
            assertThat(archive.spans(stream, kind, 0, Long.MAX_VALUE, Integer.MAX_VALUE))
                    .hasSameSizeAs(listed);
        }
    }

    static List<TimeSum> of(List<FragmentInfo> fragments, TimestampKind kind, SumUnit unit) {
        TreeMap<Long, TimeSum> sums = new TreeMap<>();
        for (FragmentInfo fragment : fragments) {
            long startMs = fragment.timestampMs(kind);
            long endMs = startMs + fragment.durationMs() + fragment.lastFrameMs();
            List<TimeSum> parts = new ArrayList<>();
            parts.add(new TimeSum(
                    unit.startOf(startMs),
                    1,
                    0,
                    fragment.sizeBytes(),
                    fragment.frames(),
                    fragment.keyFrames(),
                    fragment.activityBytes()));
            for (long ms = startMs; ms < endMs; ms++) {
                parts.add(new TimeSum(unit.startOf(ms), 0, 1, 0, 0, 0, 0));
            }
            parts.forEach(part -> sums.merge(part.startMs(), part, ExpectedSums::plus));
        }
        return List.copyOf(sums.values());
    }

    private static TimeSum plus(TimeSum a, TimeSum b) {
        return new TimeSum(
                a.startMs(),
                a.fragments() + b.fragments(),
                a.coveredMs() + b.coveredMs(),
                a.bytes() + b.bytes(),
                a.frames() + b.frames(),
                a.keyFrames() + b.keyFrames(),
                a.activityBytes() + b.activityBytes());
    }
}
