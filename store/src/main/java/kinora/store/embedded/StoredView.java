package kinora.store.embedded;

import kinora.model.FragmentNumber;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.index.IndexRow;
import kinora.store.journal.SegmentReader;

/// A stored fragment, unsealed extent by extent as it is read.
final class StoredView implements FragmentView {
    private static final Read END = new Read.End();

    private final IndexRow row;
    private final TrackHeader header;
    private final SegmentReader segments;
    private int nextExtent;

    StoredView(IndexRow row, TrackHeader header, SegmentReader segments) {
        this.row = row;
        this.header = header;
        this.segments = segments;
    }

    @Override
    public FragmentNumber number() {
        return row.number();
    }

    @Override
    public long producerTimestampMs() {
        return row.producerTimestampMs();
    }

    @Override
    public long clusterTimecodeMs() {
        return row.clusterTimecodeMs();
    }

    @Override
    public TrackHeader header() {
        return header;
    }

    @Override
    public Read read(long timeoutMs) throws StoreException {
        if (nextExtent == row.extents().size()) {
            return END;
        }
        int index = nextExtent++;
        byte[] plain = segments.extent(row.extents().get(index), row.streamId(), row.sequence(), index);
        return new Read.Bytes(plain, 0, plain.length, () -> {});
    }

    @Override
    public void close() {
        nextExtent = row.extents().size();
    }
}
