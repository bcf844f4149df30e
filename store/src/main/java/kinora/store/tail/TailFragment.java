package kinora.store.tail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.OpenFragment;
import kinora.store.TrackHeader;
import kinora.store.block.Block;
import kinora.store.block.BlockPool;
import kinora.store.journal.Append;
import kinora.store.journal.CommittedFragment;
import kinora.store.journal.FragmentWrite;
import kinora.store.journal.RecordLocation;
import org.jspecify.annotations.Nullable;

/// A fragment in memory, from its first byte until it is evicted. Its session's thread appends; the journal's thread
/// reports; any thread reads what is published.
///
/// Invariants:
/// - blocks are freed in order, and `freedBlocks` rises before a block is released, so a reader that has retained a
///   block and then finds its index not freed holds the right one;
/// - the session's thread never touches a byte below `handedOver` again, so blocks below the synced mark may be freed
///   under an open fragment.
final class TailFragment implements OpenFragment, FragmentWrite.Listener {
    enum State {
        OPEN,
        CLOSED,
        PERSISTED,
        GIVEN_UP,
        FAILED
    }

    /// A piece of payload that is on disk, synced.
    record SyncedExtent(RecordLocation location, int index, long start, long end) {}

    private static final VarHandle STATE;
    private static final SyncedExtent[] NONE = {};

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(TailFragment.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final StreamTail tail;
    private final IngestListener listener;
    private final FragmentNumber number;
    private final FragmentStart start;
    private final TrackHeader header;
    private final @Nullable FragmentWrite write;
    private final BlockPool pool;
    private volatile @Nullable Block[] blocks = new Block[2];
    private volatile int freedBlocks;
    private volatile SyncedExtent[] extents = NONE;
    private volatile long published;
    private volatile State state = State.OPEN;
    private volatile long size;
    private int blockCount;
    private long handedOver;
    private int extentCount;
    private @Nullable CommittedFragment committed;
    private boolean visible;
    private long closedNs;
    private long sizeAtLastLook = -1;
    private int looksUnchanged;
    private int looksOvertaken;

    TailFragment(
            StreamTail tail,
            IngestListener listener,
            FragmentNumber number,
            FragmentStart start,
            TrackHeader header,
            boolean archived,
            int retentionClass) {
        this.tail = tail;
        this.listener = listener;
        this.number = number;
        this.start = start;
        this.header = header;
        this.pool = tail.pool();
        this.write = archived ? new FragmentWrite(tail.streamId(), number, start, header, retentionClass, this) : null;
    }

    @Override
    public FragmentNumber number() {
        return number;
    }

    FragmentStart start() {
        return start;
    }

    TrackHeader header() {
        return header;
    }

    IngestListener listener() {
        return listener;
    }

    State state() {
        return state;
    }

    @Override
    public boolean isArchived() {
        return write != null;
    }

    long published() {
        return published;
    }

    @Override
    public long sizeBytes() {
        return size;
    }

    // ---- the session's thread

    @Override
    public void append(ByteBuffer bytes) {
        if (state != State.OPEN) {
            free();
            return;
        }
        long at = size;
        while (bytes.hasRemaining()) {
            Block block = blockFor(at);
            int offset = (int) (at - BlockPool.startOf(blockCount - 1));
            int length = Math.min(bytes.remaining(), block.bytes().length - offset);
            bytes.get(block.bytes(), offset, length);
            at += length;
        }
        size = at;
        if (write != null && at - handedOver >= tail.extentBytes()) {
            handOver();
        }
    }

    private Block blockFor(long position) {
        if (blockCount == 0 || position == BlockPool.startOf(blockCount)) {
            return nextBlock();
        }
        Block present = blocks[blockCount - 1];
        assert present != null : "the open block was freed";
        return present;
    }

    private Block nextBlock() {
        if (blockCount == blocks.length) {
            grow();
        }
        Block block = pool.take(blockCount);
        tail.governor().taken(listener);
        @Nullable Block[] present = blocks;
        present[blockCount++] = block;
        blocks = present;
        return block;
    }

    /// Under the lock, or the copy would bring back a block that is being freed.
    private synchronized void grow() {
        blocks = Arrays.copyOf(blocks, 2 * blocks.length);
    }

    /// Gives the journal what it does not have yet, in extents of at most a megabyte.
    private void handOver() {
        while (handedOver < size && write != null) {
            int length = (int) Math.min(size - handedOver, StreamTail.EXTENT_BYTES_MAX);
            Append.Extent extent = extent(write, length);
            if (extent == null) {
                return;
            }
            handedOver += length;
            tail.journal().add(extent);
        }
    }

    private synchronized Append.@Nullable Extent extent(FragmentWrite into, int length) {
        int first = BlockPool.indexOf(handedOver);
        int last = BlockPool.indexOf(handedOver + length - 1);
        if (freedBlocks > first) {
            return null;
        }
        Block[] retained = new Block[last - first + 1];
        for (int i = first; i <= last; i++) {
            Block block = blocks[i];
            assert block != null : "block " + i + " is missing";
            block.retain();
            retained[i - first] = block;
        }
        int offset = (int) (handedOver - BlockPool.startOf(first));
        return new Append.Extent(into, extentCount++, handedOver, length, retained, offset);
    }

    @Override
    public void spill() {
        if (state == State.OPEN) {
            handOver();
        } else {
            free();
        }
    }

    @Override
    public void publish(long bytes) {
        assert bytes <= size : "published " + bytes + " of " + size;
        published = bytes;
        tail.signalReaders();
    }

    @Override
    public void complete(FragmentEnd end) {
        if (!STATE.compareAndSet(this, State.OPEN, State.CLOSED)) {
            free();
            return;
        }
        published = size;
        closedNs = System.nanoTime();
        if (write != null) {
            handOver();
            tail.journal().add(new Append.Commit(write, end, size));
        }
        tail.onClosed(this);
    }

    @Override
    public void giveUp() {
        giveUpByStore();
        free();
    }

    private void free() {
        // Blocks of a fragment that ended otherwise are freed by who ended it.
        if (state == State.GIVEN_UP) {
            freeUpTo(blockCount);
        }
    }

    // ---- any thread

    /// Ends an open fragment without freeing memory its session may be writing to; false if it was not open.
    boolean giveUpByStore() {
        if (!STATE.compareAndSet(this, State.OPEN, State.GIVEN_UP)) {
            return false;
        }
        if (write != null) {
            tail.journal().add(new Append.Abandon(write));
        }
        tail.onGone(this);
        return true;
    }

    /// Whether a newer session went on for thirty times as many looks: one that trickles must not hold it up for ever.
    boolean isOvertakenFor(int looks, boolean overtaken) {
        looksOvertaken = overtaken ? looksOvertaken + 1 : 0;
        return looksOvertaken >= 30 * looks;
    }

    /// Whether the fragment got no byte between `looks` looks at it.
    boolean isSilent(int looks) {
        long present = size;
        looksUnchanged = present == sizeAtLastLook && listener.isReading() ? looksUnchanged + 1 : 0;
        sizeAtLastLook = present;
        return looksUnchanged >= looks;
    }

    /// Memory this fragment holds right now.
    long residentBytes() {
        return Math.max(0, size - BlockPool.startOf(freedBlocks));
    }

    /// Frees the blocks that are wholly on disk: all of them when the fragment is stored and merely waits to be shown.
    void freeSynced() {
        if (state == State.PERSISTED) {
            evict();
            return;
        }
        SyncedExtent[] known = extents;
        if (known.length > 0) {
            freeUpTo(BlockPool.indexOf(known[known.length - 1].end()));
        }
    }

    /// Frees everything: the fragment is closed and on disk, or leaves the tail.
    void evict() {
        freeUpTo(BlockPool.indexOf(Math.max(0, size - 1)) + 1);
    }

    private synchronized void freeUpTo(int end) {
        int from = freedBlocks;
        if (end <= from) {
            return;
        }
        freedBlocks = end;
        @Nullable Block[] present = blocks;
        for (int i = from; i < end; i++) {
            Block block = present[i];
            // Forgotten too: what the pool does not keep is garbage only when nobody points at it.
            present[i] = null;
            if (block != null) {
                block.release();
            }
        }
    }

    /// The block with that index, retained, or null when it has left memory.
    @Nullable Block retain(int index) {
        @Nullable Block[] present = blocks;
        Block block = index < present.length ? present[index] : null;
        if (block == null || index < freedBlocks || !block.tryRetain()) {
            return null;
        }
        if (index < freedBlocks) {
            block.release();
            return null;
        }
        return block;
    }

    @Nullable SyncedExtent extentAt(long position) {
        for (SyncedExtent extent : extents) {
            if (position >= extent.start() && position < extent.end()) {
                return extent;
            }
        }
        return null;
    }

    // ---- the journal's thread

    @Override
    public void onExtentSynced(RecordLocation location, long payloadStart, long payloadEnd) {
        SyncedExtent[] known = extents;
        SyncedExtent[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new SyncedExtent(location, known.length, payloadStart, payloadEnd);
        extents = more;
    }

    @Override
    public void onCommitted(CommittedFragment nowCommitted) {
        committed = nowCommitted;
        state = State.PERSISTED;
        // Shown first: who hears PERSISTED finds the fragment listed.
        tail.onPersisted();
        listener.onPersisted(number);
    }

    @Override
    public void onFailed(AckError error, String explanation) {
        boolean wasOpen = STATE.compareAndSet(this, State.OPEN, State.GIVEN_UP);
        if (!wasOpen) {
            state = State.FAILED;
        }
        tail.onGone(this);
        if (!wasOpen) {
            evict();
        }
        tail.logFailure(number, error, explanation);
        listener.onFailed(number, error);
    }

    // ---- under the tail's lock

    @Nullable CommittedFragment committed() {
        return committed;
    }

    boolean isVisible() {
        return visible;
    }

    void becomeVisible() {
        visible = true;
    }

    long closedNs() {
        return closedNs;
    }
}
