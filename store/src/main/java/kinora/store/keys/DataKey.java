package kinora.store.keys;

import javax.crypto.spec.SecretKeySpec;

/// A plain data key: seals the fragments that one stream received on one UTC day.
public final class DataKey {
    private final long id;
    private final long streamId;
    private final long day;
    private final SecretKeySpec key;
    private volatile long lastUseNs;

    DataKey(long id, long streamId, long day, byte[] plain) {
        this.id = id;
        this.streamId = streamId;
        this.day = day;
        this.key = new SecretKeySpec(plain, "AES");
    }

    public long id() {
        return id;
    }

    public long streamId() {
        return streamId;
    }

    public long day() {
        return day;
    }

    SecretKeySpec key() {
        return key;
    }

    void used(long nowNs) {
        lastUseNs = nowNs;
    }

    long lastUseNs() {
        return lastUseNs;
    }
}
