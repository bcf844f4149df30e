package kinora.store.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kinora.store.disk.Disk;
import org.jspecify.annotations.Nullable;

/// Where the store lies and what it may use. `disk` replaces the folder of segment files in tests.
public record StoreConfig(
        Path folder,
        Path masterKeyFile,
        String region,
        @Nullable String accountId,
        long segmentBytes,
        long memoryBytes,
        long gatherMs,
        InstantSource clock,
        LongSupplier nanoTime,
        @Nullable Disk disk) {
    public static final long SEGMENT_BYTES = 64L << 20;

    /// Defaults: 64 MiB segment files, a quarter of the heap for media on its way, the key beside the folder.
    public static StoreConfig in(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new StoreConfig(
                absolute,
                absolute.resolveSibling(absolute.getFileName() + ".master-key"),
                "us-east-1",
                null,
                SEGMENT_BYTES,
                Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4),
                2,
                InstantSource.system(),
                System::nanoTime,
                null);
    }

    public StoreConfig withMasterKeyFile(Path file) {
        return with(draft -> draft.masterKeyFile = file);
    }

    public StoreConfig withRegion(String newRegion) {
        return with(draft -> draft.region = newRegion);
    }

    public StoreConfig withAccountId(@Nullable String id) {
        return with(draft -> draft.accountId = id);
    }

    public StoreConfig withSizes(long newSegmentBytes, long newMemoryBytes) {
        return with(draft -> {
            draft.segmentBytes = newSegmentBytes;
            draft.memoryBytes = newMemoryBytes;
        });
    }

    public StoreConfig withClock(InstantSource newClock, LongSupplier newNanoTime) {
        return with(draft -> {
            draft.clock = newClock;
            draft.nanoTime = newNanoTime;
        });
    }

    public StoreConfig withDisk(Disk newDisk) {
        return with(draft -> draft.disk = newDisk);
    }

    private StoreConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toConfig();
    }

    /// One copy, being changed.
    private static final class Draft {
        private Path folder;
        private Path masterKeyFile;
        private String region;
        private @Nullable String accountId;
        private long segmentBytes;
        private long memoryBytes;
        private long gatherMs;
        private InstantSource clock;
        private LongSupplier nanoTime;
        private @Nullable Disk disk;

        Draft(StoreConfig from) {
            folder = from.folder;
            masterKeyFile = from.masterKeyFile;
            region = from.region;
            accountId = from.accountId;
            segmentBytes = from.segmentBytes;
            memoryBytes = from.memoryBytes;
            gatherMs = from.gatherMs;
            clock = from.clock;
            nanoTime = from.nanoTime;
            disk = from.disk;
        }

        StoreConfig toConfig() {
            return new StoreConfig(
                    folder,
                    masterKeyFile,
                    region,
                    accountId,
                    segmentBytes,
                    memoryBytes,
                    gatherMs,
                    clock,
                    nanoTime,
                    disk);
        }
    }
}
