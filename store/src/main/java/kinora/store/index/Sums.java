package kinora.store.index;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kinora.store.SumUnit;
import kinora.store.TimestampKind;

/// Sums of one stream by clock, unit and begin, made from footprints.
final class Sums {
    /// Which of a stream's rows of sums.
    record Line(TimestampKind kind, SumUnit unit) {
        private static final long PRODUCER = 0;
        private static final long SERVER = 1;

        static Line read(long clock, long unitMs) {
            SumUnit unit = Stream.of(SumUnit.values())
                    .filter(each -> each.widthMs() == unitMs)
                    .findFirst()
                    .orElseThrow();
            return new Line(clock == SERVER ? TimestampKind.SERVER : TimestampKind.PRODUCER, unit);
        }

        /// As the tables name the clock; the unit is named by its width.
        long clock() {
            return kind == TimestampKind.SERVER ? SERVER : PRODUCER;
        }
    }

    private final Map<Line, NavigableMap<Long, Sum>> lines = new HashMap<>();

    void add(Footprint footprint, int sign) {
        for (TimestampKind kind : TimestampKind.values()) {
            for (SumUnit unit : SumUnit.values()) {
                NavigableMap<Long, Sum> line = lines.computeIfAbsent(new Line(kind, unit), _ -> new TreeMap<>());
                add(footprint, sign, kind, unit, line);
            }
        }
    }

    /// Counts the fragment where it begins, and its time in each span it touches.
    static void add(Footprint footprint, int sign, TimestampKind kind, SumUnit unit, Map<Long, Sum> line) {
        long startMs = footprint.startMs(kind);
        long endMs = startMs + footprint.lengthMs();
        long spanMs = unit.startOf(startMs);
        line.computeIfAbsent(spanMs, _ -> new Sum()).addFragment(footprint, sign);
        for (; spanMs < endMs; spanMs += unit.widthMs()) {
            long coveredMs = Math.min(endMs, spanMs + unit.widthMs()) - Math.max(startMs, spanMs);
            line.computeIfAbsent(spanMs, _ -> new Sum()).addCovered(sign * coveredMs);
        }
    }

    Map<Line, NavigableMap<Long, Sum>> lines() {
        return lines;
    }
}
