package kinora.store.embedded;

import kinora.model.FragmentNumber;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.index.FragmentIndex;
import kinora.store.index.IndexRow;
import kinora.store.journal.SegmentReader;

/// A stored fragment, unsealed extent by extent as it is read.
final class StoredView implements FragmentView {
    private static final Read END = new Read.End();

    private final IndexRow row;
    private final TrackHeader header;
    private final SegmentReader segments;
    private final FragmentIndex index;
    private int nextExtent;

    StoredView(IndexRow row, TrackHeader header, SegmentReader segments, FragmentIndex index) {
        this.row = row;
        this.header = header;
        this.segments = segments;
        this.index = index;
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
        byte[] plain = extent(index);
        return new Read.Bytes(plain, 0, plain.length, () -> {});
    }

    private byte[] extent(int extent) throws StoreException {
        try {
            return segments.extent(row.extents().get(extent), row.streamId(), row.sequence(), extent);
        } catch (CorruptFragmentException e) {
            throw e;
        } catch (StoreException e) {
            // Compaction may have moved the fragment since the view was opened; its extents stay what they are.
            IndexRow moved = index.find(row.streamId(), row.sequence());
            if (moved == null || moved.extents().equals(row.extents())) {
                throw e;
            }
            return segments.extent(moved.extents().get(extent), row.streamId(), row.sequence(), extent);
        }
    }

    @Override
    public void close() {
        nextExtent = row.extents().size();
    }
}
