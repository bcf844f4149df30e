package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import kinora.store.block.Block;
import kinora.store.keys.DataKey;
import kinora.store.keys.Sealer;
import org.jspecify.annotations.Nullable;

/// Seals records and gathers them into few, large writes. Hot path: runs once a megabyte or fragment, allocates nothing
/// of its own.
final class RecordWriter {
    private static final int BATCH_BYTES = 2 << 20;
    private static final int STAGING_BYTES = (1 << 20) + (64 << 10);

    private final Sealer sealer = new Sealer();
    private final byte[] aad = new byte[RecordHeader.AAD_BYTES];
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_BYTES);
    private byte[] staging = new byte[STAGING_BYTES];
    private ByteBuffer stagingBuffer = ByteBuffer.wrap(staging);
    private long batchOffset;

    /// Where a record goes and what it is.
    record Place(
            SegmentFile segment,
            long offset,
            RecordType type,
            long streamId,
            long sequence,
            int extentIndex,
            DataKey key) {}

    /// Seals one whole array as a record.
    RecordLocation write(Place place, byte[] plain) throws IOException {
        begin(place, plain.length);
        int at = RecordHeader.BYTES;
        at += sealer.update(plain, 0, plain.length, staging, at);
        return end(place, plain.length, at);
    }

    /// Seals a piece of payload straight from the fragment's blocks.
    RecordLocation write(Place place, Append.Extent extent) throws IOException {
        begin(place, extent.lengthBytes());
        int at = RecordHeader.BYTES;
        int remaining = extent.lengthBytes();
        int offset = extent.firstOffset();
        for (@Nullable Block block : extent.blocks()) {
            assert block != null : "the extent is done already";
            int length = Math.min(remaining, block.bytes().length - offset);
            at += sealer.update(block.bytes(), offset, length, staging, at);
            remaining -= length;
            offset = 0;
        }
        assert remaining == 0 : "the blocks hold less than the extent";
        return end(place, extent.lengthBytes(), at);
    }

    private void begin(Place place, int plainBytes) {
        long size = RecordHeader.sizeOnDisk(plainBytes + Sealer.TAG_BYTES);
        if (size > staging.length) {
            staging = new byte[Math.toIntExact(size)];
            stagingBuffer = ByteBuffer.wrap(staging);
        }
        RecordHeader.aad(
                aad,
                place.type(),
                place.streamId(),
                place.sequence(),
                place.extentIndex(),
                place.key().id());
        sealer.begin(place.key(), aad, staging, RecordHeader.NONCE_OFFSET);
    }

    private RecordLocation end(Place place, int plainBytes, int at) throws IOException {
        int sealedBytes = at + sealer.finish(staging, at) - RecordHeader.BYTES;
        assert sealedBytes == plainBytes + Sealer.TAG_BYTES : "sealed " + sealedBytes + " of " + plainBytes;
        RecordHeader.write(
                stagingBuffer,
                0,
                place.type(),
                place.segment().id(),
                place.offset(),
                sealedBytes,
                place.extentIndex(),
                place.segment().syncedUpTo(),
                place.streamId(),
                place.sequence(),
                place.key().id());
        int size = Math.toIntExact(RecordHeader.sizeOnDisk(sealedBytes));
        Arrays.fill(staging, RecordHeader.BYTES + sealedBytes, size, (byte) 0);
        gather(place.segment(), place.offset(), size);
        return new RecordLocation(place.segment().number(), place.offset(), sealedBytes);
    }

    private void gather(SegmentFile segment, long offset, int size) throws IOException {
        if (size > batch.remaining()) {
            flush(segment);
        }
        if (size > batch.capacity()) {
            segment.file().write(ByteBuffer.wrap(staging, 0, size), offset);
            return;
        }
        if (batch.position() == 0) {
            batchOffset = offset;
        }
        batch.put(staging, 0, size);
    }

    /// Writes what was gathered.
    void flush(SegmentFile segment) throws IOException {
        if (batch.position() > 0) {
            batch.flip();
            segment.file().write(batch, batchOffset);
            batch.clear();
        }
    }

    /// Forgets what was gathered: its segment failed.
    void discard() {
        batch.clear();
    }
}
