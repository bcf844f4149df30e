package kinora.store.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;

/// What one fragment adds to the sums of the spans it touches. Depends on its row alone, so that it can be taken back.
record Footprint(
        long streamId,
        long sequence,
        long serverTimestampMs,
        long producerTimestampMs,
        long lengthMs,
        long bytes,
        long frames,
        long keyFrames,
        long activityBytes) {
    static final String COLUMNS = "stream, sequence, server_ts, producer_ts, duration_ms, last_frame_ms, size_bytes,"
            + " frames, key_frames, activity_bytes";

    /// Ten times the longest fragment that ingest takes: one row touches eleven minutes at most.
    private static final long LENGTH_MS_MAX = 600_000;

    static Footprint of(IndexRow row) {
        return new Footprint(
                row.streamId(),
                row.sequence(),
                row.number().serverTimestampMs(),
                row.producerTimestampMs(),
                lengthMs(row.durationMs(), row.lastFrameMs()),
                row.sizeBytes(),
                row.frames(),
                row.keyFrames(),
                row.activityBytes());
    }

    /// Reads [#COLUMNS].
    static Footprint read(ResultSet row) throws SQLException {
        return new Footprint(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                lengthMs(row.getLong(5), row.getLong(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }

    private static long lengthMs(long durationMs, long lastFrameMs) {
        return Math.min(LENGTH_MS_MAX, Math.min(LENGTH_MS_MAX, durationMs) + Math.min(LENGTH_MS_MAX, lastFrameMs));
    }

    long startMs(TimestampKind kind) {
        return kind == TimestampKind.SERVER ? serverTimestampMs : producerTimestampMs;
    }

    TimeSum span(TimestampKind kind) {
        return new TimeSum(startMs(kind), 1, lengthMs, bytes, frames, keyFrames, activityBytes);
    }
}
