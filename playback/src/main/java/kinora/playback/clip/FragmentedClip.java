package kinora.playback.clip;

import java.io.IOException;
import java.util.List;
import kinora.formats.mp4.InitSegment;
import kinora.formats.mp4.MovieFragment;
import kinora.formats.mp4.Mp4Track;
import kinora.formats.mp4.TrackRun;
import kinora.store.FragmentInfo;
import kinora.store.StoreException;

/// A clip in movie fragments, for spans whose samples must be repaired or are too many for one index: each fragment is
/// read once, while it is sent.
public final class FragmentedClip implements Clip {
    private final ClipMaker maker;

    FragmentedClip(ClipMaker maker) {
        this.maker = maker;
    }

    @Override
    public long sizeBytes() {
        return -1;
    }

    @Override
    public void writeTo(Output out) throws IOException, StoreException, InterruptedException {
        List<Mp4Track> tracks = maker.tracks().mp4();
        ClipTimeline timeline = new ClipTimeline(tracks.size());
        write(out, InitSegment.write(tracks));
        int sequenceNumber = 0;
        for (FragmentInfo fragment : maker.fragments()) {
            ClipMaker.Media media = maker.media(fragment);
            timeline.place(media.chunks());
            List<TrackRun> runs = media.chunks().stream()
                    .map(chunk -> run(tracks.get(chunk.trackIndex()), chunk))
                    .toList();
            if (!runs.isEmpty()) {
                write(out, MovieFragment.write(++sequenceNumber, runs));
                write(out, media.bytes());
            }
        }
    }

    private static TrackRun run(Mp4Track track, ClipChunk chunk) {
        return new TrackRun(
                track.trackId(),
                chunk.description(),
                chunk.samples(),
                0,
                chunk.samples().count());
    }

    private static void write(Output out, byte[] bytes) throws IOException {
        out.write(bytes, 0, bytes.length);
    }
}
