package kinora.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.model.StreamStatus;
import kinora.store.StreamCatalog;
import org.jspecify.annotations.Nullable;

/// A catalog that forgets.
final class InMemoryCatalog implements StreamCatalog {
    private static final long FIRST_CREATION_MS = 1_795_342_198_373L;

    private final TreeMap<String, Stream> streams = new TreeMap<>();
    private long nextId = 1;

    @Override
    public synchronized @Nullable Stream find(String name) {
        return streams.get(name);
    }

    @Override
    public synchronized @Nullable Stream find(StreamArn arn) {
        Stream stream = streams.get(arn.streamName());
        return stream != null && stream.arn().equals(arn) ? stream : null;
    }

    @Override
    public synchronized List<Stream> list(String prefix, String afterName, int maxResults) {
        return streams.tailMap(afterName, false).values().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .limit(maxResults)
                .toList();
    }

    @Override
    public synchronized int count() {
        return streams.size();
    }

    @Override
    public synchronized Stream create(NewStream wanted) {
        if (streams.containsKey(wanted.name())) {
            throw new ApiException(ApiError.RESOURCE_IN_USE, "The stream " + wanted.name() + " already exists.");
        }
        long id = nextId++;
        StreamArn arn = new StreamArn("aws", "us-east-1", "123456789012", wanted.name(), FIRST_CREATION_MS + id);
        Stream created = new Stream(
                id,
                arn,
                wanted.deviceName(),
                wanted.mediaType(),
                wanted.kmsKeyId(),
                "v" + id,
                StreamStatus.ACTIVE,
                wanted.retentionHours(),
                wanted.storageTier(),
                wanted.tags());
        streams.put(wanted.name(), created);
        return created;
    }

    @Override
    public synchronized Stream update(Stream stream, @Nullable String expectedVersion, UnaryOperator<Stream> change) {
        Stream present = present(stream, expectedVersion);
        Stream changed = change.apply(present);
        Map<String, String> tags = changed.tags();
        boolean onlyTags = changed.withTags(Map.of()).equals(present.withTags(Map.of()));
        Stream kept = onlyTags ? present.withTags(tags) : changed.withVersion(present.version() + "x");
        streams.put(kept.name(), kept);
        return kept;
    }

    @Override
    public synchronized void delete(Stream stream, @Nullable String expectedVersion) {
        streams.remove(present(stream, expectedVersion).name());
    }

    private Stream present(Stream stream, @Nullable String expectedVersion) {
        Stream present = streams.get(stream.name());
        if (present == null) {
            throw ApiException.streamNotFound();
        }
        if (expectedVersion != null && !expectedVersion.equals(present.version())) {
            throw new ApiException(ApiError.VERSION_MISMATCH, "The version is " + present.version() + ".");
        }
        return present;
    }
}
