package kinora.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file written and read at positions.
public interface DiskFile extends AutoCloseable {
    /// Writes all of `bytes` at `offset`.
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
