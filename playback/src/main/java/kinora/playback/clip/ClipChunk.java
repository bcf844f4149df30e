package kinora.playback.clip;

import kinora.formats.mp4.SampleTable;

/// The samples that one track of a clip has of one fragment.
///
/// @param trackIndex which of the clip's tracks
/// @param description which of that track's formats, counted from 1
/// @param samples in the clip's own time
record ClipChunk(int trackIndex, int description, int timescale, SampleTable samples) {
    long firstMs() {
        return Math.floorDiv(samples.baseDecodeTime(), (long) timescale) * ClipTimeline.MS_PER_S
                + Math.floorMod(samples.baseDecodeTime(), (long) timescale) * ClipTimeline.MS_PER_S / timescale;
    }
}
