package kinora.formats.mp4;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.bits.ByteSink;

/// A whole MP4 file whose index stands in front: made from sizes and times alone, before any sample is read.
///
/// Chunks are added in the order in which their bytes follow the head. The file begins with its earliest sample.
public final class ProgressiveMp4 {
    private static final int BOX_HEADER_BYTES = 8;
    private static final int LARGE_BOX_HEADER_BYTES = 16;
    private static final long BOX_BYTES_MAX = 0xFFFF_FFFFL;
    private static final long EMPTY_EDIT = -1;
    private static final long RATE_ONE = 0x10000;

    private final List<ProgressiveTrack> tracks = new ArrayList<>();
    private final BoxSink box = new BoxSink(new ByteSink(1 << 16));
    private final ByteSink out = box.out();
    private final MovieBoxes movie = new MovieBoxes(box);
    private long payloadBytes;

    /// What stands before the samples, and how many bytes the file has with them.
    public record Head(byte[] bytes, long fileBytes) {}

    public ProgressiveMp4(List<Mp4Track> tracks) {
        tracks.forEach(track -> this.tracks.add(new ProgressiveTrack(track)));
    }

    /// Samples of one track that lie together.
    ///
    /// @param trackIndex index into the list of tracks
    /// @param description which of the track's formats they have, counted from 1
    /// @param samples not before the track's last sample so far, which lasts until they begin
    public void add(int trackIndex, int description, SampleTable samples) {
        tracks.get(trackIndex).add(description, samples, payloadBytes);
        payloadBytes += samples.payloadBytes();
    }

    /// All samples so far, of all tracks.
    public long sampleCount() {
        return tracks.stream().mapToLong(ProgressiveTrack::samples).sum();
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    /// Ends the file; once. Tracks without samples are left out.
    public Head head() {
        tracks.removeIf(track -> track.samples() == 0);
        tracks.forEach(ProgressiveTrack::end);
        long startMs = tracks.stream().mapToLong(ProgressiveMp4::firstMs).min().orElse(0);
        movie.ftyp("isom", "isom", "iso4", "mp42");
        int moovAt = out.length();
        moov(startMs, 0);
        int moovEnd = out.length();
        boolean large = payloadBytes > BOX_BYTES_MAX - BOX_HEADER_BYTES;
        int headBytes = moovEnd + (large ? LARGE_BOX_HEADER_BYTES : BOX_HEADER_BYTES);
        out.truncate(moovAt);
        moov(startMs, headBytes);
        assert out.length() == moovEnd : "the head changed its size";
        if (large) {
            out.u32(1).ascii("mdat").u64(LARGE_BOX_HEADER_BYTES + payloadBytes);
        } else {
            out.u32(BOX_HEADER_BYTES + payloadBytes).ascii("mdat");
        }
        return new Head(out.toByteArray(), headBytes + payloadBytes);
    }

    private static long firstMs(ProgressiveTrack track) {
        return track.firstTime() / track.track().timescale() * MovieBoxes.MOVIE_TIMESCALE
                + track.firstTime()
                        % track.track().timescale()
                        * MovieBoxes.MOVIE_TIMESCALE
                        / track.track().timescale();
    }

    private void moov(long startMs, long payloadOffset) {
        box.box("moov", () -> {
            long durationMs = tracks.stream()
                    .mapToLong(track -> firstMs(track) - startMs + track.durationMs())
                    .max()
                    .orElse(0);
            int nextTrackId = 1
                    + tracks.stream()
                            .mapToInt(track -> track.track().trackId())
                            .max()
                            .orElse(0);
            movie.mvhd(durationMs, nextTrackId);
            tracks.forEach(track -> trak(track, firstMs(track) - startMs, payloadOffset));
        });
    }

    private void trak(ProgressiveTrack track, long delayMs, long payloadOffset) {
        box.box("trak", () -> {
            movie.tkhd(track.track(), delayMs + track.durationMs());
            if (delayMs > 0 || track.presentationShift() > 0) {
                box.box("edts", () -> edits(track, delayMs));
            }
            movie.mdia(track.track(), track.duration(), () -> track.tables(box, payloadOffset));
        });
    }

    private void edits(ProgressiveTrack track, long delayMs) {
        box.fullBox("elst", 1, 0, () -> {
            out.u32(delayMs > 0 ? 2 : 1);
            if (delayMs > 0) {
                out.u64(delayMs).u64(EMPTY_EDIT).u32(RATE_ONE);
            }
            out.u64(track.durationMs()).u64(track.presentationShift()).u32(RATE_ONE);
        });
    }
}
