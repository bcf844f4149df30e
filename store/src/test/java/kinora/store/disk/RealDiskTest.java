package kinora.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealDiskTest {
    private static final int BLOCKS = 2_000;
    private static final int STEP_BYTES = 1_337;

    @TempDir
    private Path folder;

    /// The last block is written past the page cache again and again while readers keep it in there.
    @Test
    void readers_seeWhatWasSynced_whileItsLastBlockIsWrittenAgain() throws Exception {
        RealDisk disk = new RealDisk(folder);
        zeros(disk);
        AtomicInteger syncedBytes = new AtomicInteger();
        try (DiskFile file = disk.open("file", false)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> append(file, syncedBytes));
            byte[] seen = new byte[2 * DiskFile.BLOCK_BYTES];
            while (!writing.isDone()) {
                int end = syncedBytes.get();
                int from = Math.max(0, end - seen.length);
                file.read(ByteBuffer.wrap(seen, 0, end - from), from);
                assertThatHolds(seen, from, end);
            }
            writing.join();
            byte[] whole = new byte[syncedBytes.get()];
            file.read(ByteBuffer.wrap(whole), 0);
            assertThatHolds(whole, 0, whole.length);
        }
        assertThat(disk.list()).containsExactly("file");
    }

    private static void zeros(RealDisk disk) throws IOException {
        try (DiskFile file = disk.open("file", true)) {
            file.write(DiskFile.allocateBlocks(BLOCKS), 0);
            file.force();
        }
    }

    private static void append(DiskFile file, AtomicInteger syncedBytes) {
        ByteBuffer blocks = DiskFile.allocateBlocks(2);
        for (int end = STEP_BYTES; end < BLOCKS * DiskFile.BLOCK_BYTES; end += STEP_BYTES) {
            int start = (end - STEP_BYTES) / DiskFile.BLOCK_BYTES * DiskFile.BLOCK_BYTES;
            blocks.clear().limit(Math.ceilDiv(end - start, DiskFile.BLOCK_BYTES) * DiskFile.BLOCK_BYTES);
            for (int at = 0; at < blocks.limit(); at++) {
                blocks.put(at, start + at < end ? byteAt(start + at) : 0);
            }
            try {
                file.write(blocks, start);
                file.force();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            syncedBytes.set(end);
        }
    }

    private static byte byteAt(int offset) {
        return (byte) (offset * 31 + (offset >>> 8) + 1);
    }

    private static void assertThatHolds(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at - from] != byteAt(at)) {
                assertThat(bytes[at - from]).as("byte %d of %d", at, end).isEqualTo(byteAt(at));
            }
        }
    }
}
