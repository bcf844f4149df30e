package kinora.formats.mp4;

import java.util.List;
import kinora.formats.bits.ByteSink;

/// What a player reads before the first movie fragment: `ftyp` and a `moov` without samples.
public final class InitSegment {
    private final BoxSink box = new BoxSink(new ByteSink(1024));
    private final ByteSink out = box.out();
    private final MovieBoxes movie = new MovieBoxes(box);
    private final List<Mp4Track> tracks;

    private InitSegment(List<Mp4Track> tracks) {
        this.tracks = tracks;
    }

    public static byte[] write(List<Mp4Track> tracks) {
        if (tracks.isEmpty()) {
            throw new IllegalArgumentException("no tracks");
        }
        InitSegment segment = new InitSegment(tracks);
        segment.write();
        return segment.out.toByteArray();
    }

    /// CMAF (ISO/IEC 23000-19, 7.3.1) has one track a file.
    private void write() {
        if (tracks.size() == 1) {
            movie.ftyp("iso6", "iso6", "cmfc", "mp41");
        } else {
            movie.ftyp("iso6", "iso6", "mp41");
        }
        box.box("moov", () -> {
            movie.mvhd(0, 1 + tracks.stream().mapToInt(Mp4Track::trackId).max().orElse(0));
            tracks.forEach(this::trak);
            box.box("mvex", () -> tracks.forEach(this::trex));
        });
    }

    private void trak(Mp4Track track) {
        box.box("trak", () -> {
            movie.tkhd(track, 0);
            movie.mdia(track, 0, this::noSamples);
        });
    }

    private void noSamples() {
        box.fullBox("stts", 0, 0, () -> out.u32(0));
        box.fullBox("stsc", 0, 0, () -> out.u32(0));
        box.fullBox("stsz", 0, 0, () -> out.u32(0).u32(0));
        box.fullBox("stco", 0, 0, () -> out.u32(0));
    }

    private void trex(Mp4Track track) {
        box.fullBox(
                "trex",
                0,
                0,
                () -> out.u32(track.trackId()).u32(1).u32(0).u32(0).u32(0));
    }
}
