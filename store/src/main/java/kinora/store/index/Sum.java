package kinora.store.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import kinora.store.TimeSum;

/// A sum that changes.
final class Sum {
    static final String COLUMNS = "fragments, covered_ms, bytes, frames, key_frames, activity_bytes";
    static final int COLUMN_COUNT = 6;

    private long fragments;
    private long coveredMs;
    private long bytes;
    private long frames;
    private long keyFrames;
    private long activityBytes;

    /// Reads [#COLUMNS].
    static Sum read(ResultSet row, int from) throws SQLException {
        Sum sum = new Sum();
        sum.fragments = row.getLong(from);
        sum.coveredMs = row.getLong(from + 1);
        sum.bytes = row.getLong(from + 2);
        sum.frames = row.getLong(from + 3);
        sum.keyFrames = row.getLong(from + 4);
        sum.activityBytes = row.getLong(from + 5);
        return sum;
    }

    void bind(PreparedStatement statement, int from) throws SQLException {
        statement.setLong(from, fragments);
        statement.setLong(from + 1, coveredMs);
        statement.setLong(from + 2, bytes);
        statement.setLong(from + 3, frames);
        statement.setLong(from + 4, keyFrames);
        statement.setLong(from + 5, activityBytes);
    }

    /// Counts the fragment itself (`sign` 1) or takes it back (-1).
    void addFragment(Footprint footprint, int sign) {
        fragments += sign;
        bytes += sign * footprint.bytes();
        frames += sign * footprint.frames();
        keyFrames += sign * footprint.keyFrames();
        activityBytes += sign * footprint.activityBytes();
    }

    void addCovered(long ms) {
        coveredMs += ms;
    }

    void add(Sum other) {
        fragments += other.fragments;
        coveredMs += other.coveredMs;
        bytes += other.bytes;
        frames += other.frames;
        keyFrames += other.keyFrames;
        activityBytes += other.activityBytes;
    }

    boolean isZero() {
        return fragments == 0 && coveredMs == 0 && bytes == 0 && frames == 0 && keyFrames == 0 && activityBytes == 0;
    }

    TimeSum at(long startMs) {
        return new TimeSum(startMs, fragments, coveredMs, bytes, frames, keyFrames, activityBytes);
    }
}
