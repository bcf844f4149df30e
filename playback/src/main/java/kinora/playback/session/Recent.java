package kinora.playback.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What sessions were told last, by their tokens. It always takes in what is new, which a cache that counts uses does
/// not: a player asks again within seconds or never.
public final class Recent<V> {
    private static final long AGE_NS_MAX = Duration.ofMinutes(10).toNanos();

    private final LinkedHashMap<String, Kept<V>> byKey = new LinkedHashMap<>(16, 0.75f, true);
    private final long weightMax;
    private final ToLongFunction<V> weigher;
    private long weight;

    private record Kept<V>(V value, long weight, long madeNs) {}

    public Recent(long weightMax, ToLongFunction<V> weigher) {
        this.weightMax = weightMax;
        this.weigher = weigher;
    }

    public synchronized @Nullable V get(String key) {
        Kept<V> kept = byKey.get(key);
        return kept == null || System.nanoTime() - kept.madeNs > AGE_NS_MAX ? null : kept.value;
    }

    /// Drops what was not asked for longest, where there is no room.
    public synchronized void put(String key, V value) {
        Kept<V> kept = new Kept<>(value, weigher.applyAsLong(value), System.nanoTime());
        Kept<V> before = byKey.put(key, kept);
        weight += kept.weight - (before == null ? 0 : before.weight);
        while (weight > weightMax) {
            weight -= byKey.pollFirstEntry().getValue().weight;
        }
    }
}
