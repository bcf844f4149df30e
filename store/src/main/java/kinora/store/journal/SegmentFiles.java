package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import kinora.store.disk.Disk;
import kinora.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of segment files: makes them, finds them, recycles them.
/// The procedures "Open a segment" and "Recycle a segment" of `docs/design/store.md`.
public final class SegmentFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String SEGMENT = ".segment";
    private static final String SPARE = ".spare";
    private static final int ZEROS_BYTES = 1 << 20;

    /// Recycled files kept in reserve; more only hold space that something else may need.
    private static final int SPARES_MAX = 4;

    /// Spares made ahead: a fast disk takes one while the next is being written.
    private static final int SPARES_READY = 2;

    private final Disk disk;
    private final long segmentBytes;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentSkipListMap<Long, SegmentFile> files = new ConcurrentSkipListMap<>();
    private final ArrayDeque<String> spares = new ArrayDeque<>();
    private final List<String> strangers = new ArrayList<>();
    private long nextNumber = 1;

    private SegmentFiles(Disk disk, long segmentBytes, InstantSource clock) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.clock = clock;
    }

    /// Opens the folder: every file with a whole header and its own number is a segment; the rest is spare.
    public static SegmentFiles open(Disk disk, long segmentBytes, InstantSource clock) throws IOException {
        SegmentFiles opened = new SegmentFiles(disk, segmentBytes, clock);
        for (String name : disk.list()) {
            opened.adopt(name);
        }
        return opened;
    }

    private void adopt(String name) throws IOException {
        if (name.endsWith(SPARE)) {
            nextNumber = Math.max(nextNumber, numberOf(name) + 1);
            // Its zeros or old records may be half there: only a file we made and synced in this run is trusted.
            disk.delete(name);
            return;
        }
        if (!name.endsWith(SEGMENT)) {
            return;
        }
        long number = numberOf(name);
        nextNumber = Math.max(nextNumber, number + 1);
        DiskFile file = disk.open(name, false);
        ByteBuffer head = ByteBuffer.allocate(SegmentHeader.BYTES);
        file.read(head, 0);
        SegmentHeader header = SegmentHeader.read(head.flip());
        if (header == null || header.number() != number) {
            // The crash came between naming the file and writing its header: it holds nothing of ours.
            file.close();
            strangers.add(name);
            return;
        }
        files.put(number, new SegmentFile(header, file, file.sizeBytes(), false));
    }

    private static long numberOf(String name) {
        try {
            return Long.parseLong(name.substring(0, name.indexOf('.')));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String name(long number, String ending) {
        return String.format(Locale.ROOT, "%012d", number) + ending;
    }

    /// Files with a segment's name and no whole header.
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    public Collection<SegmentFile> all() {
        return files.values();
    }

    public @Nullable SegmentFile find(long number) {
        return files.get(number);
    }

    public long segmentBytes() {
        return segmentBytes;
    }

    /// Prepares spare files, so that the writer need not wait for one.
    void prepareSpares() throws IOException {
        while (spareCount() < SPARES_READY) {
            keepSpare(makeSpare());
        }
    }

    private synchronized int spareCount() {
        return spares.size();
    }

    private synchronized void keepSpare(String spare) {
        spares.add(spare);
    }

    private synchronized @Nullable String takeSpare() {
        return spares.poll();
    }

    private synchronized long takeNumber() {
        return nextNumber++;
    }

    private String makeSpare() throws IOException {
        String spare = name(takeNumber(), SPARE);
        try (DiskFile file = disk.open(spare, true)) {
            ByteBuffer zeros = DiskFile.allocateBlocks(ZEROS_BYTES / DiskFile.BLOCK_BYTES);
            for (long at = 0; at < segmentBytes; at += ZEROS_BYTES) {
                zeros.clear().limit((int) Math.min(ZEROS_BYTES, segmentBytes - at));
                file.write(zeros, at);
            }
            file.force();
        } catch (IOException e) {
            discard(spare);
            throw e;
        }
        disk.syncFolder();
        return spare;
    }

    private void discard(String name) {
        try {
            disk.delete(name);
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", name, e.toString());
        }
    }

    /// 1 take a spare  2 rename it to its number, sync the folder  3 write the header, sync  4 it may be appended to
    SegmentFile openSegment(int retentionClass) throws IOException {
        String ready = takeSpare();
        String spare = ready != null ? ready : makeSpare();
        long number = takeNumber();
        disk.rename(spare, name(number, SEGMENT));
        disk.syncFolder();
        DiskFile file = disk.open(name(number, SEGMENT), false);
        SegmentHeader header = new SegmentHeader(retentionClass, number, SegmentId.random(random), clock.millis());
        file.write(header.toBytes(), 0);
        file.force();
        SegmentFile segment = new SegmentFile(header, file, segmentBytes, true);
        files.put(number, segment);
        return segment;
    }

    /// Gives a retired file up: it becomes a spare, or is deleted when there are enough or its size is odd. The caller
    /// has synced an index that no longer names it.
    public synchronized void recycle(SegmentFile segment) throws IOException {
        files.remove(segment.number());
        segment.file().close();
        String old = name(segment.number(), SEGMENT);
        if (spares.size() < SPARES_MAX && segment.sizeBytes() == segmentBytes) {
            String spare = name(nextNumber++, SPARE);
            disk.rename(old, spare);
            spares.add(spare);
        } else {
            disk.delete(old);
        }
        disk.syncFolder();
    }

    @Override
    public synchronized void close() {
        for (SegmentFile segment : files.values()) {
            try {
                segment.file().close();
            } catch (IOException e) {
                LOG.warn("segment {} did not close: {}", segment.number(), e.toString());
            }
        }
    }
}
