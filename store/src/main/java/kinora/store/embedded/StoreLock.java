package kinora.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kinora.store.StoreException;
import kinora.store.disk.PrivateFiles;

/// One process at a time may use a store.
public final class StoreLock implements AutoCloseable {
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    public static StoreLock take(Path folder) throws StoreException {
        try {
            PrivateFiles.createFolder(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new StoreLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StoreException("cannot use " + folder + ": " + e.getMessage(), e);
        }
        throw new StoreException("another process is using " + folder + ": stop it first");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the store's lock did not close", e);
        }
    }
}
