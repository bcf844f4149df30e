package kinora.formats.mp4;

import java.nio.ByteBuffer;
import kinora.formats.bits.ByteSink;

/// One track of a [ProgressiveMp4] while it grows: its tables, each sample's share no more than their own bytes.
final class ProgressiveTrack {
    private static final int CHUNK_RUN_BYTES = 12;

    private final Mp4Track track;
    private final RunLengths durations = new RunLengths();
    private final RunLengths compositionOffsets = new RunLengths();
    private final ByteSink chunkRuns = new ByteSink();
    private final ByteSink sizes = new ByteSink();
    private final ByteSink syncSamples = new ByteSink();
    private final ByteSink chunkOffsets = new ByteSink();
    private int samples;
    private int chunks;
    private int samplesInLastChunk;
    private int lastDescription;
    private int syncCount;
    private long firstTime;
    private long lastTime;
    private int lastDuration;
    private long duration;

    ProgressiveTrack(Mp4Track track) {
        this.track = track;
    }

    Mp4Track track() {
        return track;
    }

    int samples() {
        return samples;
    }

    /// A chunk whose bytes lie `offset` bytes behind the head. The last sample so far lasts until it begins.
    void add(int description, SampleTable table, long offset) {
        if (description < 1 || description > track.formats().size() || table.count() == 0) {
            throw new IllegalArgumentException(table.count() + " samples of format " + description);
        }
        begin(table.baseDecodeTime());
        for (int i = 0; i < table.count(); i++) {
            if (i > 0) {
                endSample(table.duration(i - 1));
            }
            sample(table, i);
        }
        lastDuration = table.duration(table.count() - 1);
        chunk(description, table.count());
        chunkOffsets.u64(offset);
    }

    /// What chunks have in common is said once.
    private void chunk(int description, int samplesInChunk) {
        chunks++;
        if (samplesInChunk != samplesInLastChunk || description != lastDescription) {
            chunkRuns.u32(chunks).u32(samplesInChunk).u32(description);
            samplesInLastChunk = samplesInChunk;
            lastDescription = description;
        }
    }

    private void begin(long time) {
        if (samples == 0) {
            firstTime = time;
            lastTime = time;
            return;
        }
        long until = time - lastTime;
        if (until < 0 || until > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a chunk begins " + until + " after the last sample");
        }
        endSample((int) until);
    }

    private void sample(SampleTable table, int index) {
        sizes.u32(table.sizeBytes(index));
        compositionOffsets.add(table.compositionOffset(index));
        samples++;
        if (table.isSync(index)) {
            syncSamples.u32(samples);
            syncCount++;
        }
    }

    private void endSample(int sampleDuration) {
        durations.add(sampleDuration);
        duration += sampleDuration;
        lastTime += sampleDuration;
    }

    /// No more samples: the last one lasts as long as its table says.
    void end() {
        if (samples > 0) {
            endSample(lastDuration);
        }
    }

    /// When the track's first sample is decoded, in its timescale.
    long firstTime() {
        return firstTime;
    }

    long duration() {
        return duration;
    }

    /// Rounded up: an edit must not cut the last sample off.
    long durationMs() {
        return (duration * MovieBoxes.MOVIE_TIMESCALE + track.timescale() - 1) / track.timescale();
    }

    /// How far all presentation times are moved back by the edit list, so that no composition offset is negative:
    /// players of old do not know those.
    int presentationShift() {
        return -compositionOffsets.min();
    }

    /// The boxes behind `stsd`.
    void tables(BoxSink box, long payloadOffset) {
        ByteSink out = box.out();
        box.fullBox("stts", 0, 0, () -> runs(out, durations, 0));
        if (!compositionOffsets.isAllZero()) {
            box.fullBox("ctts", 0, 0, () -> runs(out, compositionOffsets, presentationShift()));
        }
        if (syncCount < samples) {
            box.fullBox("stss", 0, 0, () -> out.u32(syncCount).bytes(syncSamples.asByteBuffer()));
        }
        box.fullBox(
                "stsc",
                0,
                0,
                () -> out.u32(chunkRuns.length() / CHUNK_RUN_BYTES).bytes(chunkRuns.asByteBuffer()));
        box.fullBox("stsz", 0, 0, () -> out.u32(0).u32(samples).bytes(sizes.asByteBuffer()));
        box.fullBox("co64", 0, 0, () -> {
            ByteBuffer offsets = chunkOffsets.asByteBuffer();
            out.u32(chunks);
            while (offsets.hasRemaining()) {
                out.u64(payloadOffset + offsets.getLong());
            }
        });
    }

    private static void runs(ByteSink out, RunLengths runs, int shift) {
        out.u32(runs.entryCount());
        runs.forEach((count, value) -> out.u32(count).u32((long) value + shift));
    }
}
