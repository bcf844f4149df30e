package kinora.formats.mp4;

import java.util.List;
import kinora.formats.bits.ByteSink;

/// The head of a media segment: a `moof` box and the header of the `mdat` box, behind which the samples' bytes follow.
///
/// Several runs lie in the `mdat` one after the other, each run's samples in decode order.
public final class MovieFragment {
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int DESCRIPTION_INDEX = 0x02;
    private static final int DEFAULT_DURATION = 0x08;
    private static final int DEFAULT_FLAGS = 0x20;

    private static final int DATA_OFFSET = 0x001;
    private static final int FIRST_FLAGS = 0x004;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITION_OFFSETS = 0x800;

    /// Depends on no other sample.
    private static final int SYNC = 0x0200_0000;

    /// Depends on others, is no sync sample.
    private static final int NOT_SYNC = 0x0101_0000;

    private static final int BOX_HEADER_BYTES = 8;
    private static final int LARGE_BOX_HEADER_BYTES = 16;
    private static final long BOX_BYTES_MAX = 0xFFFF_FFFFL;

    private final List<TrackRun> runs;
    private final BoxSink box;
    private final ByteSink out;
    private final int[] dataOffsetsAt;
    private int runsWritten;

    private MovieFragment(List<TrackRun> runs) {
        this.runs = runs;
        this.dataOffsetsAt = new int[runs.size()];
        int samples = runs.stream().mapToInt(TrackRun::count).sum();
        this.box = new BoxSink(new ByteSink(128 + 128 * runs.size() + 16 * samples));
        this.out = box.out();
    }

    /// All samples of one track.
    public static byte[] write(long sequenceNumber, int trackId, SampleTable samples) {
        return write(sequenceNumber, List.of(new TrackRun(trackId, samples)));
    }

    /// Samples `from` to `to` (exclusive) of one track.
    public static byte[] write(long sequenceNumber, int trackId, SampleTable samples, int from, int to) {
        return write(sequenceNumber, List.of(new TrackRun(trackId, 1, samples, from, to)));
    }

    /// `sequenceNumber` should rise from fragment to fragment; its lowest 32 bits are written.
    public static byte[] write(long sequenceNumber, List<TrackRun> runs) {
        MovieFragment fragment = new MovieFragment(List.copyOf(runs));
        fragment.moof(sequenceNumber);
        fragment.mdatHeader();
        return fragment.out.toByteArray();
    }

    private void moof(long sequenceNumber) {
        box.box("moof", () -> {
            box.fullBox("mfhd", 0, 0, () -> out.u32(sequenceNumber));
            runs.forEach(this::traf);
        });
    }

    private void traf(TrackRun run) {
        boolean oneDuration = run.count() > 0 && run.hasOneDuration();
        boolean uniform = run.count() > 1 && run.isUniformAfterFirst();
        box.box("traf", () -> {
            tfhd(run, oneDuration, uniform);
            box.fullBox("tfdt", 1, 0, () -> out.u64(run.baseDecodeTime()));
            trun(run, oneDuration, uniform);
        });
    }

    private void tfhd(TrackRun run, boolean oneDuration, boolean uniform) {
        int flags = DEFAULT_BASE_IS_MOOF
                | (run.description() != 1 ? DESCRIPTION_INDEX : 0)
                | (oneDuration ? DEFAULT_DURATION : 0)
                | (uniform ? DEFAULT_FLAGS : 0);
        box.fullBox("tfhd", 0, flags, () -> {
            out.u32(run.trackId());
            if (run.description() != 1) {
                out.u32(run.description());
            }
            if (oneDuration) {
                out.u32(run.samples().duration(run.from()));
            }
            if (uniform) {
                out.u32(flagsOf(run, run.from() + 1));
            }
        });
    }

    private void trun(TrackRun run, boolean oneDuration, boolean uniform) {
        boolean firstDiffers = uniform && flagsOf(run, run.from()) != flagsOf(run, run.from() + 1);
        int columns = SIZES
                | (oneDuration ? 0 : DURATIONS)
                | (uniform ? 0 : FLAGS)
                | (run.hasCompositionOffsets() ? COMPOSITION_OFFSETS : 0);
        box.fullBox("trun", 1, DATA_OFFSET | (firstDiffers ? FIRST_FLAGS : 0) | columns, () -> {
            out.u32(run.count());
            dataOffsetsAt[runsWritten++] = out.length();
            out.u32(0);
            if (firstDiffers) {
                out.u32(flagsOf(run, run.from()));
            }
            samples(run, columns);
        });
    }

    private void samples(TrackRun run, int columns) {
        SampleTable samples = run.samples();
        for (int i = run.from(); i < run.to(); i++) {
            if ((columns & DURATIONS) != 0) {
                out.u32(samples.duration(i));
            }
            out.u32(samples.sizeBytes(i));
            if ((columns & FLAGS) != 0) {
                out.u32(flagsOf(run, i));
            }
            if ((columns & COMPOSITION_OFFSETS) != 0) {
                out.u32(samples.compositionOffset(i));
            }
        }
    }

    private static int flagsOf(TrackRun run, int index) {
        return run.samples().isSync(index) ? SYNC : NOT_SYNC;
    }

    private void mdatHeader() {
        long payloadBytes = runs.stream().mapToLong(TrackRun::payloadBytes).sum();
        boolean large = payloadBytes > BOX_BYTES_MAX - BOX_HEADER_BYTES;
        long position = (long) out.length() + (large ? LARGE_BOX_HEADER_BYTES : BOX_HEADER_BYTES);
        for (int i = 0; i < dataOffsetsAt.length; i++) {
            if (position > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a run begins beyond 2 GiB of its fragment");
            }
            out.setBigEndian(dataOffsetsAt[i], position, 4);
            position += runs.get(i).payloadBytes();
        }
        if (large) {
            out.u32(1).ascii("mdat").u64(LARGE_BOX_HEADER_BYTES + payloadBytes);
        } else {
            out.u32(BOX_HEADER_BYTES + payloadBytes).ascii("mdat");
        }
    }
}
