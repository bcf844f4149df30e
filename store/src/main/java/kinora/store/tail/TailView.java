package kinora.store.tail;

import kinora.model.FragmentNumber;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.block.Block;
import kinora.store.block.BlockPool;
import kinora.store.journal.SegmentReader;
import org.jspecify.annotations.Nullable;

/// A live reader's sight of a fragment in the tail: from its blocks while they are in memory, else from its extents.
public final class TailView implements FragmentView {
    private static final Read END = new Read.End();
    private static final Read GIVEN_UP = new Read.GivenUp();
    private static final Read TIMED_OUT = new Read.TimedOut();

    private final StreamTail tail;
    private final TailFragment fragment;
    private final SegmentReader segments;
    private long position;
    private TailFragment.@Nullable SyncedExtent opened;
    private byte[] openedBytes = {};

    public TailView(StreamTail tail, TailFragment fragment, SegmentReader segments) {
        this.tail = tail;
        this.fragment = fragment;
        this.segments = segments;
    }

    @Override
    public FragmentNumber number() {
        return fragment.number();
    }

    @Override
    public long producerTimestampMs() {
        return fragment.start().producerTimestampMs();
    }

    @Override
    public long clusterTimecodeMs() {
        return fragment.start().clusterTimecodeMs();
    }

    @Override
    public TrackHeader header() {
        return fragment.header();
    }

    @Override
    public Read read(long timeoutMs) throws StoreException, InterruptedException {
        if (position >= fragment.published() && fragment.state() == TailFragment.State.OPEN) {
            tail.await(this::hasNews, timeoutMs);
        }
        // The state first: a closed fragment publishes nothing more.
        TailFragment.State state = fragment.state();
        long published = fragment.published();
        if (position < published) {
            return bytes(published);
        }
        return switch (state) {
            case OPEN -> tail.isDeleted() ? GIVEN_UP : TIMED_OUT;
            case GIVEN_UP -> GIVEN_UP;
            // A closed fragment is published whole, one change after its state.
            case CLOSED, PERSISTED, FAILED -> position < fragment.sizeBytes() ? bytes(fragment.sizeBytes()) : END;
        };
    }

    private boolean hasNews() {
        return position < fragment.published() || fragment.state() != TailFragment.State.OPEN;
    }

    private Read bytes(long published) throws StoreException {
        int index = BlockPool.indexOf(position);
        Block block = fragment.retain(index);
        if (block == null) {
            return fromDisk(published);
        }
        int offset = (int) (position - BlockPool.startOf(index));
        int length = (int) Math.min(block.bytes().length - offset, published - position);
        position += length;
        return new Read.Bytes(block.bytes(), offset, length, block::release);
    }

    private Read fromDisk(long published) throws StoreException {
        TailFragment.SyncedExtent extent = fragment.extentAt(position);
        if (extent == null) {
            return GIVEN_UP;
        }
        if (!extent.equals(opened)) {
            openedBytes = segments.extent(
                    extent.location(), tail.streamId(), fragment.number().sequence(), extent.index());
            opened = extent;
        }
        int offset = (int) (position - extent.start());
        int length = (int) (Math.min(extent.end(), published) - position);
        position += length;
        return new Read.Bytes(openedBytes, offset, length, () -> {});
    }

    @Override
    public void close() {
        openedBytes = new byte[0];
        opened = null;
    }
}
