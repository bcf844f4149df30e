package kinora.playback.hls;

import java.util.concurrent.ConcurrentHashMap;
import kinora.model.Stream;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import org.jspecify.annotations.Nullable;

/// The streams that somebody watches with low latency.
final class LiveStreams {
    private final FragmentStore store;
    private final ConcurrentHashMap<Long, LiveStream> watched = new ConcurrentHashMap<>();

    LiveStreams(FragmentStore store) {
        this.store = store;
    }

    /// The stream's parts, if somebody watches it.
    @Nullable LiveStream find(Stream stream) {
        LiveStream present = watched.get(stream.id());
        return present == null || present.hasEnded() ? null : present;
    }

    /// The stream's parts, which begin behind `last` if nobody watched so far.
    LiveStream watch(Stream stream, FragmentInfo last, PartGrid grid) {
        return watched.compute(stream.id(), (id, present) -> {
            if (present != null && !present.hasEnded()) {
                return present;
            }
            return new LiveStream(store, stream, last, grid, ended -> watched.remove(id, ended));
        });
    }
}
