package kinora.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The first 4 KiB of a segment file, synced before its first record.
///
/// ```
///   0        8        12       16            24              40           48       52
///   | magic  | version| class  | number      | segment id    | created ms | CRC32C | zero …
/// ```
/// Invariants:
/// - the CRC covers bytes 0 to 47, so a torn header is never taken for one of an earlier use;
/// - a version is never reused: a new layout takes the next number.
record SegmentHeader(int retentionClass, long number, SegmentId id, long createdMs) {
    static final int BYTES = 4 << 10;

    private static final long MAGIC = 0x4B494E4F52415347L; // "KINORASG"
    private static final int VERSION = 1;
    private static final int CRC_OFFSET = 48;

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(retentionClass).putLong(number);
        bytes.putLong(id.high()).putLong(id.low()).putLong(createdMs);
        bytes.putInt(crc(bytes));
        return bytes.rewind();
    }

    /// The header, or null where there is none of this layout.
    static @Nullable SegmentHeader read(ByteBuffer bytes) {
        if (bytes.remaining() < CRC_OFFSET + Integer.BYTES
                || bytes.getLong(0) != MAGIC
                || bytes.getInt(8) != VERSION
                || bytes.getInt(CRC_OFFSET) != crc(bytes)) {
            return null;
        }
        SegmentId id = new SegmentId(bytes.getLong(24), bytes.getLong(32));
        return new SegmentHeader(bytes.getInt(12), bytes.getLong(16), id, bytes.getLong(40));
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}
