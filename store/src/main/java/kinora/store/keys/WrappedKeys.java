package kinora.store.keys;

import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Where wrapped data keys are kept: the catalog. Every change is durable before the call returns.
public interface WrappedKeys {
    /// A wrapped key with its place.
    record WrappedKey(long id, long streamId, long day, byte[] wrapped) {}

    @Nullable WrappedKey find(long streamId, long day) throws StoreException;

    @Nullable WrappedKey find(long keyId) throws StoreException;

    /// Keeps the key, unless one for that stream and day is there already; returns the one that is kept.
    WrappedKey add(long streamId, long day, byte[] wrapped) throws StoreException;
}
