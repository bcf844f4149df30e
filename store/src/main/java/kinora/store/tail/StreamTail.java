package kinora.store.tail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.block.BlockPool;
import kinora.store.index.FragmentIndex;
import kinora.store.index.IndexRow;
import kinora.store.journal.CommittedFragment;
import kinora.store.journal.Journal;
import kinora.store.journal.SegmentReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream's newest fragments: gives out numbers, decides what is visible, wakes live readers.
///
/// Invariants:
/// - numbers rise over all sessions, in order of begin;
/// - a fragment becomes visible, and gets its ordinal, when every lower number is visible or gone;
/// - every fragment above `floorSequence` that exists is in `fragments`; what is at or below it is in the archive.
public final class StreamTail {
    public static final int EXTENT_BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);
    private static final long ARCHIVED_AGE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long ARCHIVED_BYTES = 32L << 20;

    /// AWS's host buffer of a stream without retention: 5 minutes or 200 MB.
    private static final long UNARCHIVED_AGE_NS = TimeUnit.MINUTES.toNanos(5);

    private static final long UNARCHIVED_BYTES = 200L << 20;

    private final long streamId;
    private final BlockPool pool;
    private final MemoryGovernor governor;
    private final Journal journal;
    private final FragmentIndex index;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<TailFragment> fragments = new ArrayDeque<>();
    private final AtomicInteger waitingReaders = new AtomicInteger();
    private long floorSequence;
    private long nextSequence;
    private long reservedUntil;
    private long nextOrdinal;
    private boolean deleted;

    /// `reserved`: no number at or above it was ever given out. `nextOrdinal`: the next visible fragment's.
    public StreamTail(
            long streamId,
            BlockPool pool,
            MemoryGovernor governor,
            Journal journal,
            FragmentIndex index,
            long reserved,
            long nextOrdinal) {
        this.streamId = streamId;
        this.pool = pool;
        this.governor = governor;
        this.journal = journal;
        this.index = index;
        this.nextSequence = reserved;
        this.reservedUntil = reserved;
        this.floorSequence = reserved - 1;
        this.nextOrdinal = nextOrdinal;
    }

    public long streamId() {
        return streamId;
    }

    MemoryGovernor governor() {
        return governor;
    }

    BlockPool pool() {
        return pool;
    }

    Journal journal() {
        return journal;
    }

    /// Extents shrink when memory is short, so that it can be freed sooner.
    int extentBytes() {
        long used = pool.usedBytes();
        long bound = pool.boundBytes();
        if (used < bound / 2) {
            return EXTENT_BYTES_MAX;
        }
        return used < bound / 4 * 3 ? EXTENT_BYTES_MAX / 4 : BlockPool.LARGE_BYTES;
    }

    // ---- numbers

    /// Where a new session's fresh block would begin.
    public long freshBlockStart(int blockSize) {
        lock.lock();
        try {
            return (nextSequence + blockSize) / blockSize * blockSize;
        } finally {
            lock.unlock();
        }
    }

    /// Numbers below `limit` are reserved and synced.
    public void reserved(long limit) {
        lock.lock();
        try {
            reservedUntil = Math.max(reservedUntil, limit);
        } finally {
            lock.unlock();
        }
    }

    /// The next number is `start` or higher.
    public void beginBlock(long start) {
        lock.lock();
        try {
            nextSequence = Math.max(nextSequence, start);
        } finally {
            lock.unlock();
        }
    }

    /// How many reserved numbers are left.
    public long numbersLeft() {
        lock.lock();
        try {
            return reservedUntil - nextSequence;
        } finally {
            lock.unlock();
        }
    }

    public long reservedUntil() {
        lock.lock();
        try {
            return reservedUntil;
        } finally {
            lock.unlock();
        }
    }

    public OpenFragment begin(
            IngestListener listener,
            FragmentStart start,
            TrackHeader header,
            boolean archived,
            int retentionClass,
            long serverTimestampMs,
            int random)
            throws StoreException {
        lock.lock();
        try {
            if (deleted) {
                throw new StoreException("the stream was deleted");
            }
            if (nextSequence >= reservedUntil) {
                throw new StoreException("no fragment numbers are left: the catalog could not reserve more in time");
            }
            FragmentNumber number = new FragmentNumber(nextSequence++, serverTimestampMs, random);
            TailFragment begun = new TailFragment(this, listener, number, start, header, archived, retentionClass);
            fragments.addLast(begun);
            changed.signalAll();
            return begun;
        } finally {
            lock.unlock();
        }
    }

    // ---- what fragments tell

    void signalReaders() {
        // A reader counts itself before it looks a last time, so this never misses one.
        if (waitingReaders.get() > 0) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void onClosed(TailFragment fragment) {
        lock.lock();
        try {
            assert fragment.state() != TailFragment.State.OPEN;
            advance();
        } finally {
            lock.unlock();
        }
    }

    void onPersisted() {
        lock.lock();
        try {
            advance();
        } finally {
            lock.unlock();
        }
    }

    void onGone(TailFragment fragment) {
        lock.lock();
        try {
            fragments.remove(fragment);
            advance();
        } finally {
            lock.unlock();
        }
    }

    void logFailure(FragmentNumber number, AckError error, String explanation) {
        LOG.error("stream {}: fragment {} was not kept ({}): {}", streamId, number, error, explanation);
    }

    // "Show a fragment" of docs/design/store.md
    private void advance() {
        for (TailFragment fragment : fragments) {
            if (!fragment.isVisible() && !show(fragment)) {
                break;
            }
        }
        changed.signalAll();
        if (deleted) {
            // Nobody looks after the tail any more: what the journal finished meanwhile frees its memory here.
            evictAll();
        }
    }

    private boolean show(TailFragment fragment) {
        CommittedFragment committed = fragment.committed();
        boolean unarchivedAndClosed = !fragment.isArchived() && fragment.state() == TailFragment.State.CLOSED;
        if (committed == null && !unarchivedAndClosed) {
            return false;
        }
        fragment.becomeVisible();
        if (committed != null && deleted) {
            // It never gets a row, and must not hold its segment for ever.
            committed.indexed();
        } else if (committed != null) {
            IndexRow row = IndexRow.of(streamId, nextOrdinal++, committed.record(), committed.location());
            index.add(row, committed::indexed);
        }
        return true;
    }

    // ---- readers

    /// A view of the first fragment above `sequence`, or null. [Gap] when such fragments may have left memory.
    public @Nullable TailView view(long sequence, SegmentReader segments) throws Gap {
        lock.lock();
        try {
            if (sequence < floorSequence) {
                throw new Gap(floorSequence);
            }
            TailFragment next = firstAfter(sequence);
            return next == null ? null : new TailView(this, next, segments);
        } finally {
            lock.unlock();
        }
    }

    /// Whether a look above `sequence` would find something, here or in the archive.
    public boolean has(long sequence) {
        lock.lock();
        try {
            return sequence < floorSequence || firstAfter(sequence) != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable TailFragment firstAfter(long sequence) {
        for (TailFragment fragment : fragments) {
            if (fragment.number().sequence() > sequence) {
                return fragment;
            }
        }
        return null;
    }

    /// The newest fragment in memory, open ones included.
    public @Nullable FragmentNumber newest() {
        lock.lock();
        try {
            TailFragment last = fragments.peekLast();
            return last == null ? null : last.number();
        } finally {
            lock.unlock();
        }
    }

    /// What a reader asked for may lie in the archive, at or below `floorSequence`.
    public static final class Gap extends Exception {
        private static final long serialVersionUID = 1L;

        private final long floorSequence;

        Gap(long floorSequence) {
            super(null, null, false, false);
            this.floorSequence = floorSequence;
        }

        public long floorSequence() {
            return floorSequence;
        }
    }

    /// Waits until `condition` holds, the stream is deleted, or the time is up; true if it holds.
    public boolean await(BooleanSupplier condition, long timeoutMs) throws InterruptedException {
        long remainingNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lock();
        try {
            waitingReaders.incrementAndGet();
            while (!condition.getAsBoolean() && !deleted && remainingNs > 0) {
                remainingNs = changed.awaitNanos(remainingNs);
            }
            return condition.getAsBoolean();
        } finally {
            waitingReaders.decrementAndGet();
            lock.unlock();
        }
    }

    public boolean isDeleted() {
        lock.lock();
        try {
            return deleted;
        } finally {
            lock.unlock();
        }
    }

    // ---- upkeep

    /// Evicts what is old or too much.
    public void evictOld(long nowNs) {
        evict(fragment -> isOld(fragment, nowNs), false);
    }

    private boolean isOld(TailFragment head, long nowNs) {
        long ageNs = nowNs - head.closedNs();
        long bytes = fragments.stream().mapToLong(TailFragment::residentBytes).sum();
        return head.isArchived()
                ? ageNs > ARCHIVED_AGE_NS || bytes > ARCHIVED_BYTES
                : ageNs > UNARCHIVED_AGE_NS || bytes > UNARCHIVED_BYTES;
    }

    /// Evicts everything that may be: memory is short.
    public void evictAll() {
        evict(_ -> true, true);
    }

    /// Frees what is on disk under the fragments that may not leave yet: an open one, and those that wait behind it.
    public void freeSynced() {
        lock.lock();
        try {
            fragments.forEach(TailFragment::freeSynced);
        } finally {
            lock.unlock();
        }
    }

    private void evict(Predicate<TailFragment> wanted, boolean last) {
        lock.lock();
        try {
            TailFragment head = fragments.peekFirst();
            while (head != null && head.isVisible() && (last || fragments.size() > 1) && wanted.test(head)) {
                fragments.removeFirst();
                floorSequence = head.number().sequence();
                head.evict();
                head = fragments.peekFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Gives up open fragments that were silent for `looks` looks while a newer session went on, or trickled for long.
    @SuppressWarnings("ReferenceEquality") // sessions are told apart by identity
    public void giveUpSilent(int looks) {
        List<TailFragment> overdue = new ArrayList<>();
        lock.lock();
        try {
            Iterator<TailFragment> newestFirst = fragments.descendingIterator();
            IngestListener newest = null;
            while (newestFirst.hasNext()) {
                TailFragment fragment = newestFirst.next();
                newest = newest == null ? fragment.listener() : newest;
                boolean overtaken = fragment.listener() != newest;
                boolean open = fragment.state() == TailFragment.State.OPEN;
                boolean silent = fragment.isSilent(looks) && overtaken;
                boolean trickling = fragment.isOvertakenFor(looks, overtaken);
                if (open && (silent || trickling)) {
                    overdue.add(fragment);
                }
            }
        } finally {
            lock.unlock();
        }
        overdue.forEach(StreamTail::giveUp);
    }

    private static void giveUp(TailFragment fragment) {
        if (fragment.giveUpByStore()) {
            fragment.listener().onGivenUp(fragment.number());
        }
    }

    /// The fragments that are still arriving.
    public List<TailFragment> open() {
        lock.lock();
        try {
            return fragments.stream()
                    .filter(fragment -> fragment.state() == TailFragment.State.OPEN)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// The stream is gone: ends what is open, wakes everyone.
    public void delete() {
        List<TailFragment> all;
        lock.lock();
        try {
            deleted = true;
            all = List.copyOf(fragments);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (TailFragment fragment : all) {
            if (fragment.giveUpByStore()) {
                fragment.listener().onFailed(fragment.number(), AckError.STREAM_DELETED);
            }
        }
        evictAll();
    }
}
