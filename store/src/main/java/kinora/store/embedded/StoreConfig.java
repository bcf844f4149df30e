package kinora.store.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
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
        return new StoreConfig(
                folder, file, region, accountId, segmentBytes, memoryBytes, gatherMs, clock, nanoTime, disk);
    }

    public StoreConfig withRegion(String newRegion) {
        return new StoreConfig(
                folder,
                masterKeyFile,
                newRegion,
                accountId,
                segmentBytes,
                memoryBytes,
                gatherMs,
                clock,
                nanoTime,
                disk);
    }

    public StoreConfig withAccountId(@Nullable String id) {
        return new StoreConfig(
                folder, masterKeyFile, region, id, segmentBytes, memoryBytes, gatherMs, clock, nanoTime, disk);
    }

    public StoreConfig withSizes(long newSegmentBytes, long newMemoryBytes) {
        return new StoreConfig(
                folder,
                masterKeyFile,
                region,
                accountId,
                newSegmentBytes,
                newMemoryBytes,
                gatherMs,
                clock,
                nanoTime,
                disk);
    }

    public StoreConfig withClock(InstantSource newClock, LongSupplier newNanoTime) {
        return new StoreConfig(
                folder,
                masterKeyFile,
                region,
                accountId,
                segmentBytes,
                memoryBytes,
                gatherMs,
                newClock,
                newNanoTime,
                disk);
    }

    public StoreConfig withDisk(Disk newDisk) {
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
                newDisk);
    }
}
