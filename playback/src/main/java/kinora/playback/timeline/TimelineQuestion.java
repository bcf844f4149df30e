package kinora.playback.timeline;

import kinora.store.TimestampKind;

/// A span of time, by one of the two clocks, and into how many buckets of equal width it is cut.
public record TimelineQuestion(TimestampKind kind, long startMs, long endMs, int buckets) {
    /// More than any screen has columns.
    public static final int BUCKETS_MAX = 5_000;

    public TimelineQuestion {
        if (startMs < 0 || startMs >= endMs) {
            throw new IllegalArgumentException("from " + startMs + " to " + endMs);
        }
        if (buckets < 1 || buckets > BUCKETS_MAX || buckets > endMs - startMs) {
            throw new IllegalArgumentException(buckets + " buckets in " + (endMs - startMs) + " ms");
        }
    }

    double bucketMs() {
        return (double) (endMs - startMs) / buckets;
    }

    long bucketStartMs(int bucket) {
        return startMs + Math.multiplyExact(endMs - startMs, bucket) / buckets;
    }

    /// The bucket of an instant in the span.
    int bucketAt(long timestampMs) {
        int bucket = (int) ((timestampMs - startMs) / bucketMs());
        int near = Math.clamp(bucket, 0, buckets - 1);
        while (near > 0 && bucketStartMs(near) > timestampMs) {
            near--;
        }
        while (near < buckets - 1 && bucketStartMs(near + 1) <= timestampMs) {
            near++;
        }
        return near;
    }
}
