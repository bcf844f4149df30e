package kinora.playback.plan;

import kinora.model.Stream;
import kinora.store.FragmentInfo;
import kinora.store.StoreException;

/// What a fragment's initialization segments say, as a value: equal for fragments that can share them.
@FunctionalInterface
public interface TrackSets {
    Object of(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException;
}
