package kinora.store.index;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.store.journal.RecordLocation;

/// Index rows to SQL and back.
final class RowCodec {
    static final String PLACES = "?" + ", ?".repeat(19);

    static final String COLUMNS = "stream, sequence, server_ts, random, producer_ts, cluster_timecode, duration_ms,"
            + " last_frame_ms, size_bytes, frames, key_frames, activity_bytes, ordinal, segment, commit_offset,"
            + " commit_bytes, header_id, header_offset, header_bytes, extents";

    private static final int EXTENT_BYTES = 20;

    private RowCodec() {}

    static void bind(PreparedStatement insert, IndexRow row) throws SQLException {
        insert.setLong(1, row.streamId());
        insert.setLong(2, row.sequence());
        insert.setLong(3, row.number().serverTimestampMs());
        insert.setInt(4, row.number().random());
        insert.setLong(5, row.producerTimestampMs());
        insert.setLong(6, row.clusterTimecodeMs());
        insert.setLong(7, row.durationMs());
        insert.setLong(8, row.lastFrameMs());
        insert.setLong(9, row.sizeBytes());
        insert.setInt(10, row.frames());
        insert.setInt(11, row.keyFrames());
        insert.setLong(12, row.activityBytes());
        insert.setLong(13, row.ordinal());
        insert.setLong(14, row.commit().segment());
        insert.setLong(15, row.commit().offsetBytes());
        insert.setInt(16, row.commit().payloadBytes());
        insert.setLong(17, row.headerId());
        insert.setLong(18, row.trackHeader().offsetBytes());
        insert.setInt(19, row.trackHeader().payloadBytes());
        insert.setBytes(20, extentsToBytes(row.extents()));
    }

    static IndexRow read(ResultSet row) throws SQLException {
        long segment = row.getLong(14);
        return new IndexRow(
                row.getLong(1),
                new FragmentNumber(row.getLong(2), row.getLong(3), row.getInt(4)),
                row.getLong(13),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getInt(10),
                row.getInt(11),
                row.getLong(12),
                new RecordLocation(segment, row.getLong(15), row.getInt(16)),
                row.getLong(17),
                new RecordLocation(segment, row.getLong(18), row.getInt(19)),
                extentsFromBytes(row.getBytes(20)));
    }

    private static byte[] extentsToBytes(List<RecordLocation> extents) {
        ByteBuffer bytes = ByteBuffer.allocate(EXTENT_BYTES * extents.size());
        for (RecordLocation extent : extents) {
            bytes.putLong(extent.segment()).putLong(extent.offsetBytes()).putInt(extent.payloadBytes());
        }
        return bytes.array();
    }

    private static List<RecordLocation> extentsFromBytes(byte[] blob) {
        ByteBuffer bytes = ByteBuffer.wrap(blob);
        List<RecordLocation> extents = new ArrayList<>(blob.length / EXTENT_BYTES);
        while (bytes.remaining() >= EXTENT_BYTES) {
            extents.add(new RecordLocation(bytes.getLong(), bytes.getLong(), bytes.getInt()));
        }
        return extents;
    }
}
