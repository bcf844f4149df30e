package kinora.playback.hls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.playback.remux.ArrivingFrames;
import kinora.playback.remux.Playable;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.TrackFrames;
import kinora.playback.remux.TrackSamples;
import kinora.store.FragmentView;
import org.jspecify.annotations.Nullable;

/// A fragment that is arriving, cut into parts as its frames settle. One thread appends; what it hands out is final.
final class LiveFragment {
    private static final double MS_PER_S = 1e3;

    private final long startMs;
    private final ArrivingFrames arriving;
    private final List<List<LivePart>> parts = new ArrayList<>();
    private final List<Integer> cut = new ArrayList<>();
    private final List<Double> leaderEndsMs = new ArrayList<>();
    private byte[] payload = new byte[64 << 10];
    private int length;
    private @Nullable Playable playable;

    LiveFragment(FragmentView view) throws MalformedMediaException {
        this.startMs = view.producerTimestampMs();
        this.arriving = new ArrivingFrames(view.header());
    }

    void append(byte[] bytes, int offset, int count) throws MalformedMediaException {
        if (length + count > payload.length) {
            payload = Arrays.copyOf(payload, Math.max(length + count, 2 * payload.length));
        }
        System.arraycopy(bytes, offset, payload, length, count);
        length += count;
        arriving.push(ByteBuffer.wrap(bytes, offset, count));
    }

    /// The first frame of a track, which may tell how its frames are stored.
    @Nullable ByteBuffer firstFrame(int trackIndex) {
        TrackFrames frames = arriving.track(trackIndex);
        if (frames.count() == 0) {
            return null;
        }
        int first = Math.max(0, frames.firstKey());
        return ByteBuffer.wrap(payload, (int) frames.offsetBytes(first), frames.sizeBytes(first))
                .slice();
    }

    boolean hasAllTracks() {
        return arriving.hasAllTracks();
    }

    @Nullable Playable playable() {
        return playable;
    }

    void play(Playable as) {
        playable = as;
        as.tracks().forEach(_ -> {
            parts.add(new ArrayList<>());
            cut.add(0);
        });
    }

    /// Cuts what has settled; true if there is a new part. Sound is cut where pictures are.
    boolean cut(PartGrid grid, boolean complete) {
        Playable as = playable;
        if (as == null) {
            return false;
        }
        boolean any = false;
        for (PlayableTrack track : as.tracks()) {
            any |= cut(track, grid, complete);
        }
        return any;
    }

    private boolean cut(PlayableTrack track, PartGrid grid, boolean complete) {
        TrackFrames frames = arriving.track(track.index());
        int settled = complete ? frames.count() : track.settled(frames);
        int from = cut.get(track.number() - 1);
        if (from >= settled) {
            return false;
        }
        TrackSamples samples = TrackSamples.of(track, startMs, frames, payload, from, settled);
        double targetUnits = grid.targetMs() * track.timescale() / MS_PER_S;
        boolean leads = track.number() == 1;
        long units = 0;
        int partFrom = from;
        for (int i = from; i < settled; i++) {
            int duration = samples.table().duration(i - from);
            units += duration;
            boolean full = units + duration > targetUnits
                    || (leads
                            ? i + 1 - partFrom == grid.frames()
                            : leaderEnds(frames, partFrom, i + 1, grid, complete));
            if (full || (complete && i + 1 == settled)) {
                add(track, frames, part(track, frames, partFrom, i + 1, units), units);
                partFrom = i + 1;
                units = 0;
            }
        }
        cut.set(track.number() - 1, partFrom);
        return partFrom > from;
    }

    private void add(PlayableTrack track, TrackFrames frames, LivePart made, long units) {
        parts.get(track.number() - 1).add(made);
        if (track.number() == 1) {
            double before = leaderEndsMs.isEmpty() ? frames.timeMs(0) : leaderEndsMs.getLast();
            leaderEndsMs.add(before + units * MS_PER_S / track.timescale());
        }
    }

    /// Whether the frame behind a part lies where a part of the leading track has ended. The last part takes all.
    private boolean leaderEnds(TrackFrames frames, int partFrom, int next, PartGrid grid, boolean complete) {
        if (next >= frames.count()) {
            return false;
        }
        double earliestMs = frames.timeMs(partFrom) + grid.targetMs() / 2.0;
        int ends = leaderEndsMs.size() - (complete ? 1 : 0);
        for (int i = 0; i < ends; i++) {
            double endMs = leaderEndsMs.get(i);
            if (endMs >= earliestMs) {
                return frames.timeMs(next) >= endMs;
            }
        }
        return false;
    }

    private LivePart part(PlayableTrack track, TrackFrames frames, int from, int to, long units) {
        TrackSamples samples = TrackSamples.of(track, startMs, frames, payload, from, to);
        long durationMs = Math.max(1, Math.round(units * MS_PER_S / track.timescale()));
        boolean independent = !track.isVideo() || frames.isKey(from);
        return new LivePart(durationMs, independent, samples.movieFragment(startMs + from));
    }

    List<LivePart> parts(int track) {
        return track >= 1 && track <= parts.size() ? List.copyOf(parts.get(track - 1)) : List.of();
    }

    /// One part with its bytes.
    record LivePart(long durationMs, boolean independent, byte[] bytes) implements LiveEdge.Part {}
}
