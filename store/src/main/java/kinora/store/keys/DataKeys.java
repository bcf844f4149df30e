package kinora.store.keys;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import kinora.store.StoreException;
import kinora.store.keys.WrappedKeys.WrappedKey;
import org.jspecify.annotations.Nullable;

/// Plain data keys, in memory only while they are used: a key leaves five minutes after its last use.
public final class DataKeys {
    public static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private static final int MAKERS = 64;
    private static final int HOUR_MS = 3_600_000;
    private static final int KEY_BYTES = 32;
    private static final long UNUSED_NS = TimeUnit.MINUTES.toNanos(5);

    private record Place(long streamId, long day) {}

    private final KeyService service;
    private final WrappedKeys wrapped;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final List<Object> makers =
            Stream.generate(Object::new).limit(MAKERS).toList();
    private final ConcurrentHashMap<Place, DataKey> byPlace = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, DataKey> byId = new ConcurrentHashMap<>();

    public DataKeys(KeyService service, WrappedKeys wrapped, LongSupplier nanoTime) {
        this.service = service;
        this.wrapped = wrapped;
        this.nanoTime = nanoTime;
    }

    public static long dayOf(long timestampMs) {
        return Math.floorDiv(timestampMs, DAY_MS);
    }

    /// The key that seals what the stream receives on that day; made, wrapped and kept durably at its first use.
    public DataKey forSealing(long streamId, long day) throws StoreException {
        Place place = new Place(streamId, day);
        DataKey present = byPlace.get(place);
        if (present == null) {
            present = load(place);
        }
        present.used(nanoTime.getAsLong());
        return present;
    }

    /// Whether it is time to have the next day's key: a moment of the day's last hour that depends on the stream.
    public boolean isNextDayDue(long streamId, long nowMs) {
        long untilMidnightMs = DAY_MS - Math.floorMod(nowMs, DAY_MS);
        long momentMs = Math.floorMod(Long.hashCode(streamId * 0x9E3779B97F4A7C15L), HOUR_MS);
        return untilMidnightMs <= momentMs && !byPlace.containsKey(new Place(streamId, dayOf(nowMs) + 1));
    }

    /// The key with that id, or null when it was destroyed.
    public @Nullable DataKey find(long keyId) throws StoreException {
        DataKey present = byId.get(keyId);
        if (present == null) {
            WrappedKey kept = wrapped.find(keyId);
            if (kept == null) {
                return null;
            }
            present = remember(kept);
        }
        present.used(nanoTime.getAsLong());
        return present;
    }

    /// One maker a stream, so that many streams' first keys share a sync.
    private DataKey load(Place place) throws StoreException {
        synchronized (makers.get((int) Math.floorMod(place.streamId(), (long) MAKERS))) {
            DataKey present = byPlace.get(place);
            if (present != null) {
                return present;
            }
            WrappedKey kept = wrapped.find(place.streamId(), place.day());
            return remember(kept != null ? kept : make(place));
        }
    }

    private WrappedKey make(Place place) throws StoreException {
        byte[] plain = new byte[KEY_BYTES];
        random.nextBytes(plain);
        byte[] sealed = service.wrap(plain, context(place.streamId(), place.day()));
        return wrapped.add(place.streamId(), place.day(), sealed);
    }

    private DataKey remember(WrappedKey kept) throws StoreException {
        byte[] plain = service.unwrap(kept.wrapped(), context(kept.streamId(), kept.day()));
        DataKey key = new DataKey(kept.id(), kept.streamId(), kept.day(), plain);
        key.used(nanoTime.getAsLong());
        byPlace.put(new Place(kept.streamId(), kept.day()), key);
        byId.put(kept.id(), key);
        return key;
    }

    /// Forgets what nobody used for five minutes.
    public void forgetUnused() {
        long nowNs = nanoTime.getAsLong();
        byId.values().removeIf(key -> nowNs - key.lastUseNs() > UNUSED_NS);
        byPlace.values().removeIf(key -> nowNs - key.lastUseNs() > UNUSED_NS);
    }

    /// Forgets a stream's keys at once: they were destroyed.
    public void forget(long streamId) {
        byId.values().removeIf(key -> key.streamId() == streamId);
        byPlace.keySet().removeIf(place -> place.streamId() == streamId);
    }

    private static byte[] context(long streamId, long day) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(streamId)
                .putLong(day)
                .array();
    }
}
