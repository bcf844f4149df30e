package kinora.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file written and read at positions.
public interface DiskFile extends AutoCloseable {
    /// What a disk writes at once: a smaller write is, below, a read and a write.
    int BLOCK_BYTES = 4 << 10;

    /// A buffer that a disk can take whole blocks from without a copy.
    static ByteBuffer allocateBlocks(int blocks) {
        return ByteBuffer.allocateDirect((blocks + 1) * BLOCK_BYTES)
                .alignedSlice(BLOCK_BYTES)
                .limit(blocks * BLOCK_BYTES)
                .slice();
    }

    /// Writes all of `bytes` at `offset`. Whole blocks, from a buffer of `allocateBlocks`, cost least.
    void write(ByteBuffer bytes, long offset) throws IOException;

    /// Reads until `into` is full or the file ends; returns the bytes read.
    int read(ByteBuffer into, long offset) throws IOException;

    /// Makes what was written durable. After a failure nobody knows what is on disk: never repeat it.
    void force() throws IOException;

    void truncate(long sizeBytes) throws IOException;

    long sizeBytes() throws IOException;

    @Override
    void close() throws IOException;
}
