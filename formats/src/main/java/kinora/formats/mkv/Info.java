package kinora.formats.mkv;

import org.jspecify.annotations.Nullable;

/// The Segment's Info: the length of a tick, and who wrote it.
public record Info(
        long timestampScaleNs,
        @Nullable Double durationTicks,
        @Nullable String title,
        @Nullable String muxingApp,
        @Nullable String writingApp) {

    /// A millisecond a tick, where a document says nothing.
    public static final long TIMESTAMP_SCALE_DEFAULT_NS = 1_000_000;

    /// A tick of more than 1,000 s is no clock, and below it the sums in [#toMs] cannot overflow unseen.
    public static final long TIMESTAMP_SCALE_MAX_NS = 1_000_000_000_000L;

    /// What holds for a document without Info.
    public static final Info DEFAULT = new Info(TIMESTAMP_SCALE_DEFAULT_NS, null, null, null, null);

    private static final long NS_PER_MS = 1_000_000;

    public Info {
        if (timestampScaleNs <= 0 || timestampScaleNs > TIMESTAMP_SCALE_MAX_NS) {
            throw new IllegalArgumentException("timestamp scale " + timestampScaleNs + " ns");
        }
    }

    /// Milliseconds of a timestamp, rounded down; the parser lets no ticks pass for which this overflows.
    public long toMs(long ticks) {
        long whole = Math.multiplyExact(Math.floorDiv(ticks, NS_PER_MS), timestampScaleNs);
        return Math.addExact(whole, Math.floorMod(ticks, NS_PER_MS) * timestampScaleNs / NS_PER_MS);
    }

    /// Ticks of a time in milliseconds, rounded down.
    public long toTicks(long ms) {
        return Math.floorDiv(Math.multiplyExact(ms, NS_PER_MS), timestampScaleNs);
    }

    /// The largest timestamp that still has a time in milliseconds.
    public long ticksMax() {
        long wholeMax = Long.MAX_VALUE / timestampScaleNs - 1;
        return wholeMax >= Long.MAX_VALUE / NS_PER_MS - 1 ? Long.MAX_VALUE : wholeMax * NS_PER_MS;
    }
}
