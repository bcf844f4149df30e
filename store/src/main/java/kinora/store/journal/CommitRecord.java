package kinora.store.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.TrackHeader;

/// What a commit record says of its fragment, sealed like everything else.
///
/// ```
///   version 2 | server timestamp 8 | random 4 | producer timestamp 8 | cluster timecode 8 | duration 8
///   | last frame 8 | size 8 | frames 4 | key frames 4 | activity 8 | track header: id 16, offset 8, length 4 (in this
/// segment)
///   | extents: count 4, each (segment 8, offset 8, sealed length 4)
///   | tags: length 4, bytes | digest: length 4, bytes
/// ```
public record CommitRecord(
        FragmentNumber number,
        FragmentStart start,
        FragmentEnd end,
        long sizeBytes,
        byte[] trackHeaderId,
        RecordLocation trackHeader,
        List<RecordLocation> extents) {
    private static final int VERSION = 2;
    private static final int FIXED_BYTES = 1 + 8 + 4 + 5 * 8 + 4 + 4 + 8 + TrackHeader.ID_BYTES + 12 + 4;
    private static final int EXTENT_BYTES = 20;

    public CommitRecord {
        extents = List.copyOf(extents);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES
                + EXTENT_BYTES * extents.size()
                + Integer.BYTES
                + end.tags().length
                + Integer.BYTES
                + end.digest().length);
        bytes.put((byte) VERSION).putLong(number.serverTimestampMs()).putInt(number.random());
        bytes.putLong(start.producerTimestampMs()).putLong(start.clusterTimecodeMs());
        bytes.putLong(end.durationMs())
                .putLong(end.lastFrameMs())
                .putLong(sizeBytes)
                .putInt(end.frames());
        bytes.putInt(end.keyFrames()).putLong(end.activityBytes());
        bytes.put(trackHeaderId).putLong(trackHeader.offsetBytes()).putInt(trackHeader.payloadBytes());
        bytes.putInt(extents.size());
        for (RecordLocation extent : extents) {
            bytes.putLong(extent.segment()).putLong(extent.offsetBytes()).putInt(extent.payloadBytes());
        }
        bytes.putInt(end.tags().length).put(end.tags());
        bytes.putInt(end.digest().length).put(end.digest());
        assert !bytes.hasRemaining() : "a commit record has " + bytes.remaining() + " bytes too many";
        return bytes.array();
    }

    /// `segment` is where the record was found: its track header lies there too.
    static CommitRecord read(byte[] plain, long sequence, long segment) throws CorruptFragmentException {
        try {
            return read(ByteBuffer.wrap(plain), sequence, segment);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptFragmentException("commit record of fragment " + sequence + " makes no sense: " + e);
        }
    }

    private static CommitRecord read(ByteBuffer bytes, long sequence, long segment) {
        if (bytes.get() != VERSION) {
            throw new IllegalArgumentException("unknown version");
        }
        FragmentNumber number = new FragmentNumber(sequence, bytes.getLong(), bytes.getInt());
        long producerTimestampMs = bytes.getLong();
        FragmentStart start = new FragmentStart(bytes.getLong(), producerTimestampMs);
        long durationMs = bytes.getLong();
        long lastFrameMs = bytes.getLong();
        long sizeBytes = bytes.getLong();
        int frames = bytes.getInt();
        int keyFrames = bytes.getInt();
        long activityBytes = bytes.getLong();
        byte[] headerId = new byte[TrackHeader.ID_BYTES];
        bytes.get(headerId);
        RecordLocation header = new RecordLocation(segment, bytes.getLong(), bytes.getInt());
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / EXTENT_BYTES) {
            throw new IllegalArgumentException(count + " extents");
        }
        List<RecordLocation> extents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            extents.add(new RecordLocation(bytes.getLong(), bytes.getLong(), bytes.getInt()));
        }
        FragmentEnd end =
                new FragmentEnd(durationMs, lastFrameMs, frames, keyFrames, activityBytes, field(bytes), field(bytes));
        return new CommitRecord(number, start, end, sizeBytes, headerId, header, extents);
    }

    private static byte[] field(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a field of " + length + " bytes");
        }
        byte[] field = new byte[length];
        bytes.get(field);
        return field;
    }
}
