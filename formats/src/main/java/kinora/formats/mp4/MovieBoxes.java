package kinora.formats.mp4;

import kinora.formats.bits.ByteSink;
import kinora.formats.codec.SampleFormat;

/// The boxes of a `moov` that initialization segments and whole files share.
final class MovieBoxes {
    /// The movie's own clock, for durations and edits.
    static final int MOVIE_TIMESCALE = 1000;

    private static final int RATE_ONE = 0x10000;
    private static final int VOLUME_FULL = 0x100;
    private static final int ENABLED_IN_MOVIE = 3;
    private static final int LANGUAGE_UNDETERMINED = 0x55C4;

    private final BoxSink box;
    private final ByteSink out;

    MovieBoxes(BoxSink box) {
        this.box = box;
        this.out = box.out();
    }

    void ftyp(String major, String... compatible) {
        box.box("ftyp", () -> {
            out.ascii(major).u32(0);
            for (String brand : compatible) {
                out.ascii(brand);
            }
        });
    }

    void mvhd(long durationMs, int nextTrackId) {
        box.fullBox("mvhd", 1, 0, () -> {
            out.u64(0).u64(0).u32(MOVIE_TIMESCALE).u64(durationMs);
            out.u32(RATE_ONE).u16(VOLUME_FULL).zeros(10);
            box.unityMatrix();
            out.zeros(24).u32(nextTrackId);
        });
    }

    void tkhd(Mp4Track track, long durationMs) {
        box.fullBox("tkhd", 1, ENABLED_IN_MOVIE, () -> {
            out.u64(0).u64(0).u32(track.trackId()).u32(0).u64(durationMs).zeros(8);
            out.u16(0).u16(0).u16(track.isVideo() ? 0 : VOLUME_FULL).u16(0);
            box.unityMatrix();
            if (track.first() instanceof SampleFormat.Video video) {
                out.u32((long) video.width() << 16).u32((long) video.height() << 16);
            } else {
                out.u32(0).u32(0);
            }
        });
    }

    /// `sampleTables` writes what follows the `stsd` box.
    void mdia(Mp4Track track, long duration, Runnable sampleTables) {
        box.box("mdia", () -> {
            box.fullBox(
                    "mdhd",
                    1,
                    0,
                    () -> out.u64(0)
                            .u64(0)
                            .u32(track.timescale())
                            .u64(duration)
                            .u16(LANGUAGE_UNDETERMINED)
                            .u16(0));
            hdlr(track.isVideo());
            minf(track, sampleTables);
        });
    }

    private void hdlr(boolean video) {
        box.fullBox(
                "hdlr",
                0,
                0,
                () -> out.u32(0)
                        .ascii(video ? "vide" : "soun")
                        .zeros(12)
                        .ascii(video ? "video" : "sound")
                        .u8(0));
    }

    private void minf(Mp4Track track, Runnable sampleTables) {
        box.box("minf", () -> {
            if (track.isVideo()) {
                box.fullBox("vmhd", 0, 1, () -> out.zeros(8));
            } else {
                box.fullBox("smhd", 0, 0, () -> out.zeros(4));
            }
            box.box(
                    "dinf",
                    () -> box.fullBox("dref", 0, 0, () -> {
                        out.u32(1);
                        box.fullBox("url ", 0, 1, () -> {});
                    }));
            box.box("stbl", () -> {
                new SampleEntries(box).write(track);
                sampleTables.run();
            });
        });
    }
}
