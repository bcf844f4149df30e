package kinora.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stream as the catalog knows it. `id` is Kinora's own and is never given twice.
public record Stream(
        long id,
        StreamArn arn,
        @Nullable String deviceName,
        @Nullable String mediaType,
        @Nullable String kmsKeyId,
        String version,
        StreamStatus status,
        int retentionHours,
        StorageTier storageTier,
        Map<String, String> tags) {
    public static final int RETENTION_HOURS_MAX = 87_600;
    public static final long HOUR_MS = 3_600_000L;

    public Stream {
        if (id <= 0 || retentionHours < 0 || retentionHours > RETENTION_HOURS_MAX) {
            throw new IllegalArgumentException("stream id " + id + ", retention " + retentionHours + " h");
        }
        tags = Map.copyOf(tags);
    }

    public String name() {
        return arn.streamName();
    }

    public long creationTimeMs() {
        return arn.creationTimeMs();
    }

    /// Whether fragments of this stream are kept on disk at all.
    public boolean isArchived() {
        return retentionHours > 0;
    }

    public long retentionMs() {
        return retentionHours * HOUR_MS;
    }

    public Stream withVersion(String newVersion) {
        return new Stream(
                id, arn, deviceName, mediaType, kmsKeyId, newVersion, status, retentionHours, storageTier, tags);
    }

    public Stream withRetentionHours(int hours) {
        return new Stream(id, arn, deviceName, mediaType, kmsKeyId, version, status, hours, storageTier, tags);
    }

    public Stream withStorageTier(StorageTier tier) {
        return new Stream(id, arn, deviceName, mediaType, kmsKeyId, version, status, retentionHours, tier, tags);
    }

    public Stream withTags(Map<String, String> newTags) {
        return new Stream(
                id, arn, deviceName, mediaType, kmsKeyId, version, status, retentionHours, storageTier, newTags);
    }

    public Stream withDescription(@Nullable String device, @Nullable String media) {
        return new Stream(id, arn, device, media, kmsKeyId, version, status, retentionHours, storageTier, tags);
    }
}
