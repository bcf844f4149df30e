package kinora.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A folder in memory that behaves as badly as a disk may: what was not synced when the power went is there, gone, torn
/// or reordered, sector by sector; a failed sync forgets what it should have written, and the next one "succeeds".
public final class SimulatedDisk implements Disk {
    private static final int SECTOR_BYTES = 512;

    private record Write(long offset, byte[] bytes) {}

    /// A rename; from nowhere it is a creation, to nowhere a deletion.
    private record FolderStep(String from, String to, Content created) {}

    private static final class Content {
        private byte[] durable = new byte[0];
        private byte[] present = new byte[0];
        private final List<Write> unsynced = new ArrayList<>();
    }

    private final Random random;
    private final TreeMap<String, Content> present = new TreeMap<>();
    private TreeMap<String, Content> durable = new TreeMap<>();
    private final List<FolderStep> unsyncedSteps = new ArrayList<>();
    private long steps;
    private long powerFailsAt = Long.MAX_VALUE;
    private long syncFailsAt = Long.MAX_VALUE;
    private long freeBytes = Long.MAX_VALUE;

    public SimulatedDisk(long seed) {
        this.random = new Random(seed);
    }

    /// The power goes in the middle of the `step`-th operation from now.
    public synchronized void failPowerAfter(long step) {
        powerFailsAt = steps + step;
    }

    /// The `step`-th sync from now fails once.
    public synchronized void failSyncAfter(long step) {
        syncFailsAt = step;
    }

    /// How many bytes files may still grow.
    public synchronized void setFreeBytes(long bytes) {
        freeBytes = bytes;
    }

    public synchronized long steps() {
        return steps;
    }

    public synchronized boolean isPowerOff() {
        return steps >= powerFailsAt;
    }

    /// What a machine finds when it comes up again.
    public synchronized void powerOn() {
        // Of the unsynced folder changes some first part happened.
        int happened = random.nextInt(unsyncedSteps.size() + 1);
        unsyncedSteps.subList(0, happened).forEach(step -> apply(durable, step));
        unsyncedSteps.clear();
        present.clear();
        present.putAll(durable);
        present.values().forEach(this::settle);
        powerFailsAt = Long.MAX_VALUE;
        syncFailsAt = Long.MAX_VALUE;
        freeBytes = Long.MAX_VALUE;
    }

    private void settle(Content content) {
        List<Write> order = new ArrayList<>(content.unsynced);
        Collections.shuffle(order, random);
        for (Write write : order) {
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> content.durable = patched(content.durable, write.offset(), write.bytes());
                default -> tear(content, write);
            }
        }
        content.unsynced.clear();
        content.present = content.durable.clone();
    }

    private void tear(Content content, Write write) {
        long at = write.offset();
        long end = write.offset() + write.bytes().length;
        while (at < end) {
            long sectorEnd = Math.min(end, (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
            if (random.nextBoolean()) {
                byte[] sector = Arrays.copyOfRange(
                        write.bytes(), (int) (at - write.offset()), (int) (sectorEnd - write.offset()));
                content.durable = patched(content.durable, at, sector);
            }
            at = sectorEnd;
        }
    }

    private static byte[] patched(byte[] into, long offset, byte[] bytes) {
        byte[] result = into.length >= offset + bytes.length ? into : Arrays.copyOf(into, (int) offset + bytes.length);
        System.arraycopy(bytes, 0, result, (int) offset, bytes.length);
        return result;
    }

    private void step() throws IOException {
        steps++;
        if (steps >= powerFailsAt) {
            throw new IOException("the power is off");
        }
    }

    private static void apply(Map<String, Content> folder, FolderStep step) {
        if (step.from().isEmpty()) {
            folder.putIfAbsent(step.to(), step.created());
            return;
        }
        Content moved = folder.remove(step.from());
        if (!step.to().isEmpty() && moved != null) {
            folder.put(step.to(), moved);
        }
    }

    @Override
    public synchronized DiskFile open(String name, boolean create) throws IOException {
        step();
        Content content = present.get(name);
        if (content == null && !create) {
            throw new IOException("no file " + name);
        }
        if (content == null) {
            content = new Content();
            present.put(name, content);
            unsyncedSteps.add(new FolderStep("", name, content));
        }
        return new SimulatedFile(content);
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(present.keySet());
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step();
        FolderStep step = new FolderStep(from, to, new Content());
        apply(present, step);
        unsyncedSteps.add(step);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        step();
        FolderStep step = new FolderStep(name, "", new Content());
        apply(present, step);
        unsyncedSteps.add(step);
    }

    @Override
    public synchronized void syncFolder() throws IOException {
        step();
        durable = new TreeMap<>(present);
        unsyncedSteps.clear();
    }

    private final class SimulatedFile implements DiskFile {
        private final Content content;

        SimulatedFile(Content content) {
            this.content = content;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            synchronized (SimulatedDisk.this) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                long growth = Math.max(0, offset + copy.length - content.present.length);
                if (growth > freeBytes) {
                    throw new IOException("No space left on device");
                }
                freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : growth;
                // The power may go in the middle of a write: it counts as written but not synced.
                content.present = patched(content.present, offset, copy);
                content.unsynced.add(new Write(offset, copy));
                step();
            }
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            synchronized (SimulatedDisk.this) {
                if (isPowerOff()) {
                    throw new IOException("the power is off");
                }
                int length = (int) Math.max(0, Math.min(into.remaining(), content.present.length - offset));
                into.put(content.present, (int) Math.min(offset, content.present.length), length);
                return length;
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                step();
                if (--syncFailsAt == 0) {
                    // Linux marks the pages clean: they are in memory, but never go to disk.
                    content.unsynced.removeIf(_ -> random.nextBoolean());
                    throw new IOException("Input/output error");
                }
                for (Write write : content.unsynced) {
                    content.durable = patched(content.durable, write.offset(), write.bytes());
                }
                content.unsynced.clear();
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            synchronized (SimulatedDisk.this) {
                step();
                content.present = Arrays.copyOf(content.present, (int) sizeBytes);
                content.durable = Arrays.copyOf(content.durable, (int) Math.min(sizeBytes, content.durable.length));
                content.unsynced.removeIf(write -> write.offset() + write.bytes().length > sizeBytes);
            }
        }

        @Override
        public long sizeBytes() {
            synchronized (SimulatedDisk.this) {
                return content.present.length;
            }
        }

        @Override
        public void close() {}
    }
}
