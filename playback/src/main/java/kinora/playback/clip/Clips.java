package kinora.playback.clip;

import java.util.List;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.remux.Segments;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.StoreException;

/// Makes clips. Calls read the disk; never make them on an event loop.
public final class Clips {
    /// An index of 16 bytes a sample, held while the clip is sent; 9 hours of pictures without sound.
    private static final long INDEXED_SAMPLES_MAX = 1_000_000;

    private final FragmentStore store;
    private final Archive archive;
    private final Segments segments;
    private final LimitsMode limits;

    public Clips(FragmentStore store, Segments segments, LimitsMode limits) {
        this.store = store;
        this.archive = store.archive();
        this.segments = segments;
        this.limits = limits;
    }

    /// A clip of what the span holds now. Throws [ApiException] as AWS does where there is none.
    public Clip of(Stream stream, ClipSpan span) throws StoreException, InterruptedException {
        if (!stream.isArchived()) {
            throw new ApiException(ApiError.NO_DATA_RETENTION, "The stream's data retention is zero hours.");
        }
        span.check(limits, store.nowMs(), archive.horizonMs(stream));
        List<FragmentInfo> fragments = ClipFragments.of(archive, stream, span, limits);
        if (fragments.isEmpty()) {
            throw new ApiException(
                    ApiError.RESOURCE_NOT_FOUND, "No fragments found in the stream for the clip request.");
        }
        ClipTracks tracks = ClipTracks.of(segments, stream, fragments);
        ClipMaker maker = new ClipMaker(archive, segments, stream, fragments, tracks);
        return isIndexed(tracks, fragments) ? ProgressiveClip.of(maker) : new FragmentedClip(maker);
    }

    /// Repaired samples are only known when they have been made, which is worth doing twice for a clip of AWS's size.
    private static boolean isIndexed(ClipTracks tracks, List<FragmentInfo> fragments) {
        if (!tracks.isUnchanged()) {
            long bytes = fragments.stream().mapToLong(FragmentInfo::sizeBytes).sum();
            return fragments.size() <= Limit.CLIP_FRAGMENTS.in(LimitsMode.AWS)
                    && bytes <= Limit.CLIP_BYTES.in(LimitsMode.AWS);
        }
        return fragments.stream().mapToLong(FragmentInfo::frames).sum() <= INDEXED_SAMPLES_MAX;
    }
}
