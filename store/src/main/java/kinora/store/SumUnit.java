package kinora.store;

/// The spans of time that sums are kept for. From one to the next it is never far, so a question in any width of bucket
/// reads at most 24 sums a bucket.
public enum SumUnit {
    MINUTE(60_000),
    TEN_MINUTES(600_000),
    HOUR(3_600_000),
    DAY(86_400_000);

    private final long widthMs;

    SumUnit(long widthMs) {
        this.widthMs = widthMs;
    }

    public long widthMs() {
        return widthMs;
    }

    /// Where the span that holds the instant begins; days begin at midnight UTC.
    public long startOf(long timestampMs) {
        return Math.floorDiv(timestampMs, widthMs) * widthMs;
    }
}
