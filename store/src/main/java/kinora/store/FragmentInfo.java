package kinora.store;

import kinora.model.FragmentNumber;

/// A stored, visible fragment as the index knows it. `ordinal` counts the stream's fragments without gaps; `headerId`
/// is
/// [TrackHeader#shortId()] of the header it is read with; `durationMs` to
/// `frames` and the last two are as in [FragmentEnd].
public record FragmentInfo(
        FragmentNumber number,
        long ordinal,
        long producerTimestampMs,
        long clusterTimecodeMs,
        long durationMs,
        long lastFrameMs,
        long sizeBytes,
        int frames,
        long headerId,
        int keyFrames,
        long activityBytes) {
    public long serverTimestampMs() {
        return number.serverTimestampMs();
    }

    public long timestampMs(TimestampKind kind) {
        return kind == TimestampKind.SERVER ? serverTimestampMs() : producerTimestampMs;
    }
}
