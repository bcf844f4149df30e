package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import kinora.store.block.Block;
import kinora.store.disk.DiskFile;
import kinora.store.keys.DataKey;
import kinora.store.keys.Sealer;
import org.jspecify.annotations.Nullable;

/// Seals records and gathers them into few, large writes. Hot path: runs once a megabyte or fragment, allocates nothing
/// of its own.
final class RecordWriter {
    private static final int BATCH_BLOCKS = (2 << 20) / DiskFile.BLOCK_BYTES;
    private static final int STAGING_BYTES = (1 << 20) + (64 << 10);

    private final Sealer sealer = new Sealer();
    private final byte[] aad = new byte[RecordHeader.AAD_BYTES];
    private final ByteBuffer batch = DiskFile.allocateBlocks(BATCH_BLOCKS);
    private byte[] staging = new byte[STAGING_BYTES];
    private ByteBuffer stagingBuffer = ByteBuffer.wrap(staging);
    private long batchOffset;
    private int flushedBytes;

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
        assert offset == batchOffset + batch.position() : "a record at " + offset + " leaves a hole";
        int taken = 0;
        while (taken < size) {
            int length = Math.min(size - taken, batch.remaining());
            batch.put(staging, taken, length);
            taken += length;
            if (!batch.hasRemaining()) {
                flush(segment);
            }
        }
    }

    /// Begins a segment, where a block begins; forgets what was gathered and not written for another.
    void startAt(long offset) {
        assert offset % DiskFile.BLOCK_BYTES == 0 : "no block begins at " + offset;
        batch.clear();
        batchOffset = offset;
        flushedBytes = 0;
    }

    /// Writes what was gathered, in whole blocks: the last one is filled up with zeros, stays here, and is written
    /// again with what comes next.
    void flush(SegmentFile segment) throws IOException {
        int end = batch.position();
        if (end == flushedBytes) {
            return;
        }
        int lastBlock = end / DiskFile.BLOCK_BYTES * DiskFile.BLOCK_BYTES;
        segment.file().write(wholeBlocks(end, segment.sizeBytes() - batchOffset), batchOffset);
        flushedBytes = end - lastBlock;
        batch.clear().put(0, batch, lastBlock, flushedBytes).position(flushedBytes);
        batchOffset += lastBlock;
    }

    private ByteBuffer wholeBlocks(int end, long roomBytes) {
        long blocks = Math.ceilDiv(end, DiskFile.BLOCK_BYTES);
        int padded = (int) Math.min(blocks * DiskFile.BLOCK_BYTES, Math.max(end, roomBytes));
        batch.limit(padded);
        while (batch.hasRemaining()) {
            batch.put((byte) 0);
        }
        return batch.flip();
    }
}
