package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import kinora.store.CorruptFragmentException;
import kinora.store.StoreException;
import kinora.store.keys.DataKey;
import kinora.store.keys.DataKeys;
import kinora.store.keys.Sealer;

/// Reads and opens records by their location. Any thread; never an event loop.
public final class SegmentReader {
    private final SegmentFiles files;
    private final DataKeys keys;
    private final ConcurrentLinkedQueue<Sealer> sealers = new ConcurrentLinkedQueue<>();

    public SegmentReader(SegmentFiles files, DataKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    public byte[] extent(RecordLocation location, long streamId, long sequence, int index) throws StoreException {
        return read(location, RecordType.EXTENT, streamId, sequence, index);
    }

    public byte[] trackHeader(RecordLocation location, long streamId) throws StoreException {
        return read(location, RecordType.TRACK_HEADER, streamId, 0, 0);
    }

    public CommitRecord commit(RecordLocation location, long streamId, long sequence) throws StoreException {
        byte[] plain = read(location, RecordType.COMMIT, streamId, sequence, 0);
        return CommitRecord.read(plain, sequence, location.segment());
    }

    private byte[] read(RecordLocation location, RecordType type, long streamId, long sequence, int index)
            throws StoreException {
        SegmentFile segment = files.find(location.segment());
        if (segment == null || !segment.tryPin()) {
            throw new StoreException("the fragment has expired");
        }
        try {
            ByteBuffer bytes = segment.read(location.offsetBytes(), RecordHeader.BYTES + location.payloadBytes());
            RecordHeader header = RecordHeader.read(bytes, 0);
            if (header == null || !names(header, segment, location, type, streamId, sequence, index)) {
                throw corrupt(segment, location, "has no such record");
            }
            if (bytes.limit() < RecordHeader.BYTES + header.payloadBytes()) {
                throw corrupt(segment, location, "ends too early");
            }
            return open(header, bytes, segment, location);
        } catch (IOException e) {
            throw new StoreException("segment " + location.segment() + " cannot be read: " + e, e);
        } finally {
            segment.unpin();
        }
    }

    private static boolean names(
            RecordHeader header,
            SegmentFile segment,
            RecordLocation location,
            RecordType type,
            long streamId,
            long sequence,
            int index) {
        return header.type() == type
                && header.segment().equals(segment.id())
                && header.offsetBytes() == location.offsetBytes()
                && header.payloadBytes() == location.payloadBytes()
                && header.streamId() == streamId
                && header.sequence() == sequence
                && header.extentIndex() == index;
    }

    private byte[] open(RecordHeader header, ByteBuffer bytes, SegmentFile segment, RecordLocation location)
            throws StoreException {
        DataKey key = keys.find(header.keyId());
        if (key == null) {
            throw new StoreException("the fragment's key was destroyed");
        }
        Sealer sealer = sealers.poll();
        Sealer used = sealer != null ? sealer : new Sealer();
        try {
            return used.open(
                    key,
                    header.nonce(),
                    header.aad(),
                    bytes.array(),
                    bytes.arrayOffset() + RecordHeader.BYTES,
                    header.payloadBytes());
        } catch (CorruptFragmentException e) {
            throw corrupt(segment, location, String.valueOf(e.getMessage()));
        } finally {
            sealers.add(used);
        }
    }

    /// Opens a record that a scan holds in memory.
    byte[] open(RecordHeader header, ByteBuffer bytes, int payloadAt, DataKey key) throws CorruptFragmentException {
        byte[] payload = new byte[header.payloadBytes()];
        bytes.get(payloadAt, payload);
        return new Sealer().open(key, header.nonce(), header.aad(), payload, 0, payload.length);
    }

    private static CorruptFragmentException corrupt(SegmentFile segment, RecordLocation location, String what) {
        return new CorruptFragmentException(
                "segment " + segment.number() + ", offset " + location.offsetBytes() + ": " + what);
    }
}
