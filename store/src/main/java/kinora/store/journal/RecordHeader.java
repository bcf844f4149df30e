package kinora.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import kinora.store.keys.Sealer;
import org.jspecify.annotations.Nullable;

/// What stands before every record's sealed payload.
///
/// ```
///   0      4    5    6      8             24       32       36        40          48      56
///   | magic|ver |type| zero | segment id  | offset | length | extent  | syncedUpTo| stream|
///   56         64     72           84            88     92           96
///   | sequence | key  | nonce      | payload CRC | zero | header CRC | sealed payload …
/// ```
/// Invariants:
/// - a record begins at a multiple of 64 and says its own segment and offset: with others it does not exist;
/// - `length` may be trusted when the header's CRC holds;
/// - everything below `syncedUpTo` of this segment was synced before this record was written, so a bad record below
///   it is corruption, not a torn write.
record RecordHeader(
        RecordType type,
        SegmentId segment,
        long offsetBytes,
        int payloadBytes,
        int extentIndex,
        long syncedUpTo,
        long streamId,
        long sequence,
        long keyId,
        byte[] nonce,
        int payloadCrc) {
    static final int BYTES = 96;
    static final int ALIGNMENT = 64;
    static final int NONCE_OFFSET = 72;
    static final int MAGIC = 0x4B4E5243; // "KNRC"
    static final int AAD_BYTES = 40;

    /// No record is longer than the largest extent with its digest; what claims to be is not a record.
    static final int PAYLOAD_BYTES_MAX = 16 << 20;

    private static final int VERSION = 1;
    private static final int CRC_OFFSET = 92;

    static long align(long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long sizeOnDisk(int payloadBytes) {
        return align((long) BYTES + payloadBytes);
    }

    long endOffset() {
        return offsetBytes + sizeOnDisk(payloadBytes);
    }

    /// Writes the header in front of a payload that already stands at `at + BYTES`, the nonce among it.
    static void write(
            ByteBuffer into,
            int at,
            RecordType type,
            SegmentId segment,
            long offset,
            int payloadBytes,
            int extentIndex,
            long syncedUpTo,
            long streamId,
            long sequence,
            long keyId) {
        into.putInt(at, MAGIC).put(at + 4, (byte) VERSION).put(at + 5, (byte) type.code());
        into.putShort(at + 6, (short) 0);
        into.putLong(at + 8, segment.high()).putLong(at + 16, segment.low());
        into.putLong(at + 24, offset).putInt(at + 32, payloadBytes).putInt(at + 36, extentIndex);
        into.putLong(at + 40, syncedUpTo).putLong(at + 48, streamId);
        into.putLong(at + 56, sequence).putLong(at + 64, keyId);
        into.putInt(at + 84, crc(into, at + BYTES, payloadBytes)).putInt(at + 88, 0);
        into.putInt(at + CRC_OFFSET, crc(into, at, CRC_OFFSET));
    }

    /// The header at `at`, or null where there is no whole one.
    static @Nullable RecordHeader read(ByteBuffer from, int at) {
        if (from.limit() - at < BYTES || from.getInt(at) != MAGIC || from.get(at + 4) != VERSION) {
            return null;
        }
        RecordType type = RecordType.of(from.get(at + 5));
        int payloadBytes = from.getInt(at + 32);
        if (type == null
                || payloadBytes <= 0
                || payloadBytes > PAYLOAD_BYTES_MAX
                || from.getInt(at + CRC_OFFSET) != crc(from, at, CRC_OFFSET)) {
            return null;
        }
        byte[] nonce = new byte[Sealer.NONCE_BYTES];
        from.get(at + NONCE_OFFSET, nonce);
        return new RecordHeader(
                type,
                new SegmentId(from.getLong(at + 8), from.getLong(at + 16)),
                from.getLong(at + 24),
                payloadBytes,
                from.getInt(at + 36),
                from.getLong(at + 40),
                from.getLong(at + 48),
                from.getLong(at + 56),
                from.getLong(at + 64),
                nonce,
                from.getInt(at + 84));
    }

    boolean payloadHolds(ByteBuffer from, int payloadAt) {
        return crc(from, payloadAt, payloadBytes) == payloadCrc;
    }

    /// The context that a record's seal is bound to: not its place, so that it may be moved as it is.
    static byte[] aad(byte[] into, RecordType type, long streamId, long sequence, int extentIndex, long keyId) {
        ByteBuffer.wrap(into)
                .putInt(VERSION)
                .putInt(type.code())
                .putLong(streamId)
                .putLong(sequence)
                .putLong(keyId)
                .putInt(extentIndex)
                .putInt(0);
        return into;
    }

    byte[] aad() {
        return aad(new byte[AAD_BYTES], type, streamId, sequence, extentIndex, keyId);
    }

    private static int crc(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        if (bytes.hasArray()) {
            crc.update(bytes.array(), bytes.arrayOffset() + from, length);
        } else {
            crc.update(bytes.duplicate().limit(from + length).position(from));
        }
        return (int) crc.getValue();
    }
}
