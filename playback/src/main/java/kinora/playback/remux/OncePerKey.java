package kinora.playback.remux;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kinora.store.StoreException;

/// A bounded cache in which each value is computed by one caller while the others who want it wait. What fails is not
/// kept: whoever asks next tries anew.
final class OncePerKey<K, V> {
    private final AsyncCache<K, Outcome<V>> cache;

    OncePerKey(long weightMax, Weigher<K, V> weigher) {
        // Maintenance on the caller's thread: it is short, and no pool need run beside us.
        cache = Caffeine.newBuilder()
                .maximumWeight(weightMax)
                .weigher((K key, Outcome<V> outcome) ->
                        outcome instanceof Made<V>(V value) ? weigher.weigh(key, value) : 0)
                .executor(Runnable::run)
                .buildAsync();
    }

    /// How a value is made.
    interface Computation<V> {
        V compute() throws StoreException, InterruptedException;
    }

    private sealed interface Outcome<V> {}

    private record Made<V>(V value) implements Outcome<V> {}

    private record Failed<V>(Throwable failure) implements Outcome<V> {}

    V get(K key, Computation<V> computation) throws StoreException, InterruptedException {
        while (true) {
            CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
            CompletableFuture<Outcome<V>> present = cache.asMap().putIfAbsent(key, mine);
            if (present == null) {
                return compute(key, mine, computation);
            }
            switch (await(present)) {
                case Made<V>(V value) -> {
                    return value;
                }
                case Failed<V>(Throwable failure) -> rethrow(failure);
            }
        }
    }

    private V compute(K key, CompletableFuture<Outcome<V>> mine, Computation<V> computation)
            throws StoreException, InterruptedException {
        try {
            V value = computation.compute();
            mine.complete(new Made<>(value));
            return value;
        } catch (StoreException | InterruptedException | RuntimeException | Error e) {
            // Before those who wait try again.
            cache.asMap().remove(key, mine);
            mine.complete(new Failed<>(e));
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("outcomes are values", e);
        }
    }

    /// That another caller was interrupted is no answer to this one, which then tries itself.
    private static void rethrow(Throwable failure) throws StoreException {
        switch (failure) {
            case InterruptedException _ -> {}
            case StoreException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
