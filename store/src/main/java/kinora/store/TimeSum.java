package kinora.store;

/// What a span of time that begins at `startMs` holds. `coveredMs` is media inside the span, whatever fragment it
/// belongs
/// to; all else is counted where its fragment begins. Times that overlap count each.
public record TimeSum(
        long startMs, long fragments, long coveredMs, long bytes, long frames, long keyFrames, long activityBytes) {}
