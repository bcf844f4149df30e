package kinora.playback.clip;

import java.util.List;
import kinora.formats.mp4.SampleTable;

/// Lays the fragments of a clip one behind the other. Their own times count, so that pictures and sound stay together
/// and short gaps stay gaps; a leap of more than ten seconds, and every step back, is closed up.
final class ClipTimeline {
    static final long MS_PER_S = 1_000;

    /// Nobody wants to look at a still picture for longer.
    private static final long GAP_MS_MAX = 10_000;

    /// Where the media of a track ended, and where its last sample began: it may be cut short, but not left out.
    private static final class Position {
        private long lastSampleTime = Long.MIN_VALUE;
        private long endTime;
    }

    private final Position[] positions;
    private boolean begun;
    private long endMs;
    private long offsetMs;

    ClipTimeline(int tracks) {
        positions = new Position[tracks];
        for (int i = 0; i < tracks; i++) {
            positions[i] = new Position();
        }
    }

    /// Moves the chunks of the next fragment to their place.
    void place(List<ClipChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        long firstMs = chunks.stream().mapToLong(ClipChunk::firstMs).min().getAsLong();
        if (!begun || firstMs + offsetMs - endMs > GAP_MS_MAX) {
            offsetMs = endMs - firstMs;
            begun = true;
        }
        offsetMs += chunks.stream().mapToLong(this::overlapMs).max().getAsLong();
        for (ClipChunk chunk : chunks) {
            chunk.samples().shift(ticks(chunk));
            pass(chunk);
        }
    }

    private long ticks(ClipChunk chunk) {
        return Math.floorDiv(offsetMs * chunk.timescale(), MS_PER_S);
    }

    /// How much later the chunk must come not to begin before the track's last sample does.
    private long overlapMs(ClipChunk chunk) {
        Position position = positions[chunk.trackIndex()];
        long time = chunk.samples().baseDecodeTime() + ticks(chunk);
        return time > position.lastSampleTime
                ? 0
                : Math.ceilDiv((position.endTime - time) * MS_PER_S, (long) chunk.timescale());
    }

    private void pass(ClipChunk chunk) {
        SampleTable samples = chunk.samples();
        Position position = positions[chunk.trackIndex()];
        position.endTime = samples.baseDecodeTime() + samples.duration();
        position.lastSampleTime = position.endTime - samples.duration(samples.count() - 1);
        endMs = Math.max(endMs, Math.ceilDiv(position.endTime * MS_PER_S, (long) chunk.timescale()));
    }
}
