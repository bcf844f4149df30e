package kinora.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of the file system. Whole blocks are written past the page cache where the file system can: most of what
/// cameras send is never read, and would only push out what is.
public final class RealDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(RealDisk.class);

    private static final String PROBE = "direct-write.probe";

    private final Path folder;
    private final @Nullable OpenOption direct;

    public RealDisk(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        this.folder = folder;
        this.direct = tryDirect(folder);
    }

    /// The option, if it works here: some file systems take it and then refuse the write.
    private static @Nullable OpenOption tryDirect(Path folder) throws IOException {
        Path probe = folder.resolve(PROBE);
        try {
            OpenOption option = directOption();
            try (FileChannel opened =
                    FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE, option)) {
                opened.write(DiskFile.allocateBlocks(1), 0);
            }
            return option;
        } catch (IOException | ReflectiveOperationException | UnsupportedOperationException e) {
            LOG.info("{} is written through the page cache: {}", folder, e.toString());
            return null;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /// By name: the compiler calls the JDK's only way to `O_DIRECT` proprietary, and warnings end the build.
    private static OpenOption directOption() throws ReflectiveOperationException {
        return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption")
                .getField("DIRECT")
                .get(null);
    }

    @Override
    public DiskFile open(String name, boolean create) throws IOException {
        Set<StandardOpenOption> options = create
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        Path path = folder.resolve(name);
        return new RealFile(path, FileChannel.open(path, options), direct);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void syncFolder() throws IOException {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static final class RealFile implements DiskFile {
        private final Path path;
        private final FileChannel channel;
        private final @Nullable OpenOption direct;
        private @Nullable FileChannel directChannel;

        RealFile(Path path, FileChannel channel, @Nullable OpenOption direct) {
            this.path = path;
            this.channel = channel;
            this.direct = direct;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            FileChannel into = direct != null && isWholeBlocks(bytes, offset) ? directChannel(direct) : channel;
            long at = offset;
            while (bytes.hasRemaining()) {
                at += into.write(bytes, at);
            }
        }

        private static boolean isWholeBlocks(ByteBuffer bytes, long offset) {
            return bytes.isDirect()
                    && offset % BLOCK_BYTES == 0
                    && bytes.remaining() % BLOCK_BYTES == 0
                    && bytes.alignmentOffset(bytes.position(), BLOCK_BYTES) == 0;
        }

        /// Opened by the first who writes: of most files only reads are wanted.
        private synchronized FileChannel directChannel(OpenOption option) throws IOException {
            if (directChannel == null) {
                directChannel = FileChannel.open(path, StandardOpenOption.WRITE, option);
            }
            return directChannel;
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            int total = 0;
            while (into.hasRemaining()) {
                int read = channel.read(into, offset + total);
                if (read < 0) {
                    break;
                }
                total += read;
            }
            return total;
        }

        @Override
        public void force() throws IOException {
            // Sizes change only before a file's first record, under a force of their own.
            channel.force(false);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            channel.truncate(sizeBytes);
            channel.force(true);
        }

        @Override
        public long sizeBytes() throws IOException {
            return channel.size();
        }

        @Override
        public synchronized void close() throws IOException {
            channel.close();
            if (directChannel != null) {
                directChannel.close();
            }
        }
    }
}
