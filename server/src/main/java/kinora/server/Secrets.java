package kinora.server;

import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Small secrets that the store keeps sealed beside the streams.
interface Secrets {
    byte @Nullable [] get(String name) throws StoreException;

    /// On disk, synced, when it returns.
    void put(String name, byte[] secret) throws StoreException;
}
