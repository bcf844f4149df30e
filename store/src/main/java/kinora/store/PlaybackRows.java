package kinora.store;

import org.jspecify.annotations.Nullable;

/// The playback sessions that outlive a restart. What a row says is the playback room's; the store only keeps it.
public interface PlaybackRows {
    /// One session, found by the hash of its token. `terms` never change, `progress` does.
    record Row(byte[] tokenHash, long streamId, long expiresMs, byte[] terms, byte[] progress) {}

    /// Keeps a new session; durable when it returns.
    void add(Row row) throws StoreException;

    /// The session with that token hash, or null.
    @Nullable Row find(byte[] tokenHash) throws StoreException;

    /// Notes how far a session has come. Not waited for: what is lost with the power is computed again.
    void note(byte[] tokenHash, byte[] progress);

    /// Forgets sessions that ended before `timeMs`.
    void forgetExpired(long timeMs) throws StoreException;
}
