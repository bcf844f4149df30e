package kinora.store;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.model.StreamArn;
import org.jspecify.annotations.Nullable;

/// The streams of this account. Reads come from memory; every change is synced before the call returns.
public interface StreamCatalog {
    /// The stream of that name, or null.
    @Nullable Stream find(String name);

    /// The stream with exactly that ARN, creation time included, or null.
    @Nullable Stream find(StreamArn arn);

    /// Streams in name order, after `afterName`, beginning with `prefix`.
    List<Stream> list(String prefix, String afterName, int maxResults);

    int count();

    /// Throws [kinora.model.ApiException] RESOURCE_IN_USE when the name is taken.
    Stream create(NewStream stream) throws StoreException;

    /// Replaces description, retention, tier or tags in one step: `change` gets the present row and gives the new one,
    /// whose version is renewed unless only tags changed. Throws VERSION_MISMATCH unless `expectedVersion`
    /// is null or current.
    Stream update(Stream stream, @Nullable String expectedVersion, UnaryOperator<Stream> change) throws StoreException;

    /// Hides the stream and its fragments at once and destroys its keys; sessions on it end.
    void delete(Stream stream, @Nullable String expectedVersion) throws StoreException;

    /// What a new stream starts with.
    record NewStream(
            String name,
            @Nullable String deviceName,
            @Nullable String mediaType,
            @Nullable String kmsKeyId,
            int retentionHours,
            StorageTier storageTier,
            Map<String, String> tags) {}
}
