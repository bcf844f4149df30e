package kinora.playback.remux;

import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.mp4.InitSegment;
import kinora.formats.mpegts.TsSegment;
import kinora.formats.mpegts.TsTrack;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentStore;
import kinora.store.StoreException;

/// Segments for players, one a fragment, made when they are asked for and kept while there is room. Calls read the
/// disk; never make them on an event loop. A fragment that expires while it is read ends as a [StoreException].
public final class Segments {
    /// Tracks are small, and most streams have one header for years.
    private static final long PLAYABLES_MAX = 10_000;

    /// A fragment, the samples gathered from it, and the segment made of them.
    private static final int COPIES = 3;

    private static final long WORK_BYTES_MIN = 64L << 20;

    private record HeaderKey(long streamId, long headerId, Sound sound) {}

    private record FragmentKey(long streamId, long sequence, Container container) {}

    private enum Container {
        MP4,
        TS
    }

    /// The segments of all tracks: players that want one soon want the others.
    private record Remuxed(List<byte[]> byTrack) {
        int weight() {
            return byTrack.stream().mapToInt(bytes -> bytes.length).sum() + 200;
        }
    }

    private final Archive archive;
    private final LimitsMode mode;
    private final Sound sound;
    private final MediaMemory memory;
    private final OncePerKey<HeaderKey, Playable> playables = new OncePerKey<>(PLAYABLES_MAX, (_, _) -> 1);
    private final OncePerKey<FragmentKey, Remuxed> segments;

    /// @param cacheBytes how much of what was made is kept; as much may be in the making
    public Segments(FragmentStore store, LimitsMode mode, long cacheBytes) {
        this.archive = store.archive();
        this.mode = mode;
        this.sound = mode == LimitsMode.AWS ? Sound.AS_SENT : Sound.AS_FLAC;
        this.memory = new MediaMemory(Math.max(WORK_BYTES_MIN, cacheBytes));
        this.segments = new OncePerKey<>(cacheBytes, (_, remuxed) -> remuxed.weight());
    }

    /// What a player gets of the fragment's tracks. Throws [ApiException] where they cannot be played.
    public Playable playable(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException {
        return playable(stream, fragment, sound);
    }

    public Playable playable(Stream stream, FragmentInfo fragment, Sound wanted)
            throws StoreException, InterruptedException {
        return playables.get(
                key(stream, fragment, wanted),
                () -> read(stream, archive.record(stream, fragment), media -> playable(media, wanted)));
    }

    private static HeaderKey key(Stream stream, FragmentInfo fragment, Sound sound) {
        return new HeaderKey(stream.id(), fragment.headerId(), sound);
    }

    private Playable playable(FragmentMedia media, Sound wanted) throws StoreException {
        return Playable.of(media.record().header(), media::firstFrame, wanted, mode);
    }

    /// `ftyp` and `moov` of one track.
    public byte[] init(Stream stream, FragmentInfo fragment, int trackNumber)
            throws StoreException, InterruptedException {
        PlayableTrack track = playable(stream, fragment).track(trackNumber);
        return InitSegment.write(List.of(track.mp4()));
    }

    /// `moof` and `mdat` of one track. The array is shared: it must not be changed.
    public byte[] media(Stream stream, FragmentInfo fragment, int trackNumber)
            throws StoreException, InterruptedException {
        Playable playable = playable(stream, fragment);
        PlayableTrack track = playable.track(trackNumber);
        FragmentKey key = new FragmentKey(stream.id(), fragment.number().sequence(), Container.MP4);
        return segments.get(key, () -> remux(stream, fragment, media -> movieFragments(media, playable)))
                .byTrack
                .get(track.number() - 1);
    }

    /// All tracks as one MPEG transport stream. Throws [ApiException] where its sound is not AAC. The array is shared:
    /// it
    /// must not be changed.
    public byte[] ts(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException {
        Playable playable = playable(stream, fragment);
        playable.requireTransportStream();
        FragmentKey key = new FragmentKey(stream.id(), fragment.number().sequence(), Container.TS);
        return segments.get(key, () -> remux(stream, fragment, media -> transportStream(media, playable)))
                .byTrack
                .getFirst();
    }

    private static Remuxed transportStream(FragmentMedia media, Playable playable) {
        List<TsTrack> tracks = playable.tracks().stream()
                .map(media::samples)
                .map(TrackSamples::transportStreamTrack)
                .toList();
        try {
            return new Remuxed(List.of(TsSegment.write(tracks)));
        } catch (MalformedMediaException e) {
            throw new ApiException(
                    ApiError.INVALID_MEDIA_FRAME, "Invalid media frame in fragment: " + e.getMessage() + ".");
        }
    }

    private Remuxed remux(Stream stream, FragmentInfo fragment, Use<Remuxed> use)
            throws StoreException, InterruptedException {
        return read(stream, archive.record(stream, fragment), use);
    }

    private static Remuxed movieFragments(FragmentMedia media, Playable playable) {
        long sequenceNumber = media.record().info().ordinal() + 1;
        return new Remuxed(playable.tracks().stream()
                .map(track -> media.samples(track).movieFragment(sequenceNumber))
                .toList());
    }

    /// What is done with a fragment while it is in memory.
    public interface Use<T> {
        T with(FragmentMedia media) throws StoreException, InterruptedException;
    }

    /// Reads a fragment whole and hands it over. Waits while too much is in memory already; `use` must not call any
    /// method here, which might wait for the room that it holds, and must not keep the media.
    public <T> T read(Stream stream, FragmentRecord record, Use<T> use) throws StoreException, InterruptedException {
        try (MediaMemory.Lease _ = memory.take(COPIES * record.info().sizeBytes())) {
            return use.with(FragmentMedia.read(archive, stream, record));
        }
    }
}
