package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import kinora.store.disk.DiskFile;

/// One segment file in one of its uses. Readers and unfinished fragments pin it; what is pinned is not recycled.
public final class SegmentFile {
    private static final int RETIRED = Integer.MIN_VALUE / 2;

    private final SegmentHeader header;
    private final DiskFile file;
    private volatile long sizeBytes;
    private final AtomicInteger pins = new AtomicInteger();
    private final TreeSet<Long> unindexedCommits = new TreeSet<>();
    private long syncedUpTo = SegmentHeader.BYTES;
    private long cutAt = Long.MAX_VALUE;
    private boolean open;

    SegmentFile(SegmentHeader header, DiskFile file, long sizeBytes, boolean open) {
        this.header = header;
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.open = open;
    }

    public long number() {
        return header.number();
    }

    SegmentId id() {
        return header.id();
    }

    public int retentionClass() {
        return header.retentionClass();
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    DiskFile file() {
        return file;
    }

    /// Keeps the file from being recycled; false when it already was.
    public boolean tryPin() {
        return pins.updateAndGet(count -> count < 0 ? RETIRED : count + 1) > 0;
    }

    public void unpin() {
        pins.decrementAndGet();
    }

    /// Takes the file out of use if nobody holds it: from now on nobody can.
    public boolean tryRetire() {
        return !isOpen() && pins.compareAndSet(0, RETIRED);
    }

    /// Takes the retirement back.
    public void reinstate() {
        pins.set(0);
    }

    synchronized void synced(long offset) {
        syncedUpTo = offset;
    }

    synchronized void committed(long commitOffset) {
        unindexedCommits.add(commitOffset);
    }

    /// The index has the fragment, or there will never be one.
    public synchronized void indexed(long commitOffset) {
        unindexedCommits.remove(commitOffset);
    }

    /// Nothing at or behind `offset` counts: a write or sync failed there.
    public synchronized void cutAt(long offset) {
        cutAt = Math.min(cutAt, offset);
    }

    synchronized long cutAt() {
        return cutAt;
    }

    /// Gives back what was preallocated behind `endOffset`: nothing will be appended here.
    void trim(long endOffset) throws IOException {
        if (endOffset < sizeBytes) {
            file.truncate(endOffset);
            sizeBytes = endOffset;
        }
    }

    synchronized void closeForWriting() {
        open = false;
    }

    /// Recovery need not look below this offset: every commit record there is in the index. Once the file takes no
    /// more records and all are indexed, recovery need not look at all.
    public synchronized long checkpoint() {
        if (!unindexedCommits.isEmpty()) {
            return unindexedCommits.first();
        }
        return open ? syncedUpTo : Long.MAX_VALUE;
    }

    public synchronized boolean isOpen() {
        return open;
    }

    synchronized long syncedUpTo() {
        return syncedUpTo;
    }

    public synchronized boolean isIndexed() {
        return unindexedCommits.isEmpty();
    }

    /// Reads `length` bytes at `offset`; short only at the file's end.
    ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(bytes, offset);
        return bytes.flip();
    }
}
