package kinora.store;

import kinora.model.FragmentNumber;

/// A stored, visible fragment as the index knows it. `ordinal` counts the stream's fragments without gaps.
public record FragmentInfo(
        FragmentNumber number,
        long ordinal,
        long producerTimestampMs,
        long clusterTimecodeMs,
        long durationMs,
        long sizeBytes,
        int frames) {
    public long serverTimestampMs() {
        return number.serverTimestampMs();
    }

    public long timestampMs(TimestampKind kind) {
        return kind == TimestampKind.SERVER ? serverTimestampMs() : producerTimestampMs;
    }
}
