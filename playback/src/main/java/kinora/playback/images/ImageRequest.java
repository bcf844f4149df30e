package kinora.playback.images;

import kinora.store.TimestampKind;

/// Which images are wanted: one at the start, and one each interval before the end.
public record ImageRequest(TimestampKind clock, long startMs, long endMs, long intervalMs, ImageStyle style) {
    public static final long INTERVAL_MS_DEFAULT = 3_000;

    public ImageRequest {
        if (startMs < 0 || endMs < startMs || intervalMs <= 0) {
            throw new IllegalArgumentException("from " + startMs + " to " + endMs + " ms, each " + intervalMs + " ms");
        }
    }

    /// One image, of that time or of the media that follows within a while.
    public static ImageRequest thumbnail(TimestampKind clock, long timestampMs, long withinMs, ImageStyle style) {
        return new ImageRequest(clock, timestampMs, timestampMs, withinMs, style);
    }

    public long count() {
        return Math.max(1, Math.ceilDiv(endMs - startMs, intervalMs));
    }

    long timestampMs(long index) {
        return startMs + index * intervalMs;
    }

    /// Where the time of an image ends: media that begins before it is shown, rather than nothing.
    long untilMs(long timestampMs) {
        long nextMs = timestampMs + intervalMs;
        return endMs > startMs ? Math.min(nextMs, endMs) : nextMs;
    }
}
