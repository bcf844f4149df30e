package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the records of a segment file from an offset to its end, past bad ones.
/// The procedure "Recover a segment" of `docs/design/store.md`.
final class SegmentScan {
    private static final int WINDOW_BYTES = 4 << 20;

    /// Sees every whole record: its payload's CRC holds, and begins at `payloadAt` of `bytes`.
    interface Visitor {
        void record(RecordHeader header, ByteBuffer bytes, int payloadAt) throws IOException;
    }

    /// A place where no whole record stands although one should. `header` is known if only the payload is bad.
    record BadRecord(long offsetBytes, @Nullable RecordHeader header) {}

    /// What a walk found. Below `syncedUpTo` a bad record is corruption; above it is the torn tail.
    record Result(long endOffset, long syncedUpTo, List<BadRecord> bad) {
        List<BadRecord> corrupt() {
            return bad.stream()
                    .filter(record -> record.offsetBytes() < syncedUpTo)
                    .toList();
        }
    }

    private final SegmentFile segment;
    private final long limit;
    private final List<BadRecord> bad = new ArrayList<>();
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowOffset;
    private long endOffset;
    private long syncedUpTo;
    private boolean lost;

    SegmentScan(SegmentFile segment) {
        this.segment = segment;
        this.limit = Math.min(segment.sizeBytes(), segment.cutAt());
    }

    Result walk(long from, Visitor visitor) throws IOException {
        long offset = from;
        endOffset = from;
        while (offset + RecordHeader.BYTES <= limit) {
            offset = step(offset, visitor);
        }
        return new Result(endOffset, syncedUpTo, List.copyOf(bad));
    }

    private long step(long offset, Visitor visitor) throws IOException {
        int at = window(offset, RecordHeader.BYTES);
        RecordHeader header = RecordHeader.read(window, at);
        if (header == null || !header.segment().equals(segment.id()) || header.offsetBytes() != offset) {
            return lookOn(offset);
        }
        syncedUpTo = Math.max(syncedUpTo, header.syncedUpTo());
        int payloadAt = window(offset, RecordHeader.BYTES + header.payloadBytes()) + RecordHeader.BYTES;
        boolean whole = window.limit() - payloadAt >= header.payloadBytes();
        if (!whole || !header.payloadHolds(window, payloadAt)) {
            bad.add(new BadRecord(offset, header));
        } else {
            visitor.record(header, window, payloadAt);
            endOffset = header.endOffset();
        }
        lost = false;
        return header.endOffset();
    }

    /// No record here: this is the end, unless a later one shows that it is a hole.
    private long lookOn(long offset) {
        if (!lost) {
            bad.add(new BadRecord(offset, null));
            lost = true;
        }
        return offset + RecordHeader.ALIGNMENT;
    }

    /// Makes sure that `length` bytes from `offset` are in the window, as far as the file goes.
    private int window(long offset, int length) throws IOException {
        boolean inside = offset >= windowOffset && offset + length <= windowOffset + window.limit();
        if (!inside) {
            int wanted = (int) Math.min(Math.max(length, WINDOW_BYTES), segment.sizeBytes() - offset);
            window = segment.read(offset, wanted);
            windowOffset = offset;
        }
        return (int) (offset - windowOffset);
    }
}
