package kinora.playback.remux;

import kinora.formats.codec.FrameForm;
import kinora.formats.codec.FrameRepair;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mkv.Track;
import kinora.formats.mp4.Mp4Track;
import kinora.formats.mp4.SampleTable;

/// A track as players get it.
///
/// @param number its place among the playable tracks, counted from 1: TrackNumber in URLs, track id in MP4
/// @param index its place in the stream's header, and so in digests
/// @param format what players are told of it
/// @param form how its frames are stored
/// @param timescale units of its media time in a second: 90,000 for pictures, the sample rate for sound
public record PlayableTrack(int number, int index, Track source, SampleFormat format, FrameForm form, int timescale) {
    private static final int VIDEO_TIMESCALE = 90_000;
    private static final double NS_PER_MS = 1e6;
    private static final double MS_PER_S = 1e3;

    /// What a lone picture is taken to last where nothing says it.
    private static final double ALONE_MS = MS_PER_S / 30;

    /// A picture is not believed to last longer than the longest fragment.
    private static final double PICTURE_MS_MAX = 60_000;

    static PlayableTrack of(int number, int index, Track source, SampleFormat format, FrameForm form) {
        int timescale = switch (format) {
            case SampleFormat.Video _ -> VIDEO_TIMESCALE;
            case SampleFormat.Audio audio -> audio.sampleRate();
        };
        return new PlayableTrack(number, index, source, format, form, timescale);
    }

    public boolean isVideo() {
        return format instanceof SampleFormat.Video;
    }

    public Mp4Track mp4() {
        return new Mp4Track(number, timescale, format);
    }

    /// Whether samples are the stored frames themselves, so that [#table] needs no media.
    public boolean isUnchanged() {
        return repair().changesNothing();
    }

    FrameRepair repair() {
        return FrameRepair.of(format, form);
    }

    /// How many frames of an open fragment, from the first, have the decode times and durations that they will have
    /// when it is complete: more than the reorder depth must have come after them.
    public int settled(TrackFrames frames) {
        int waiting = 1 + (format instanceof SampleFormat.Video video ? video.reorderFrames() : 0);
        return Math.max(0, frames.count() - waiting);
    }

    /// All samples of a fragment whose frames go out [unchanged][#isUnchanged].
    ///
    /// @param startMs the fragment's producer timestamp
    public SampleTable table(long startMs, TrackFrames frames) {
        return table(startMs, frames, 0, frames.count());
    }

    /// Samples `from` to `to` (exclusive), as the table of the whole fragment has them: of an open fragment no further
    /// than [#settled].
    public SampleTable table(long startMs, TrackFrames frames, int from, int to) {
        if (!isUnchanged()) {
            throw new IllegalStateException("frames in form " + form + " change their sizes");
        }
        return table(startMs, frames, from, to, (index, _) -> frames.sizeBytes(index));
    }

    /// How large a sample is when it goes out; asked once for each, in order.
    interface SampleSizes {
        int sizeBytes(int index, long decodeTime);
    }

    SampleTable table(long startMs, TrackFrames frames, int from, int to, SampleSizes sizes) {
        SampleTimes times = new SampleTimes(timescale, startMs, frames);
        SampleTable table = new SampleTable(0);
        SampleTimes.Receiver receiver = (index, decodeTime, duration, compositionOffset) -> {
            if (table.count() == 0) {
                table.shift(decodeTime);
            }
            boolean isSync = !isVideo() || frames.isKey(index);
            table.add(sizes.sizeBytes(index, decodeTime), duration, compositionOffset, isSync);
        };
        switch (format) {
            case SampleFormat.Video video -> times.video(from, to, aloneMs(video), receiver);
            case SampleFormat.Audio audio -> times.audio(from, to, index -> samplesIn(audio, frames, index), receiver);
        }
        return table;
    }

    private double aloneMs(SampleFormat.Video video) {
        double saidMs = source.defaultDurationNs() / NS_PER_MS;
        if (saidMs > 0 && saidMs <= PICTURE_MS_MAX) {
            return saidMs;
        }
        return video.framesPerSecond() > 0 ? Math.min(PICTURE_MS_MAX, MS_PER_S / video.framesPerSecond()) : ALONE_MS;
    }

    private int samplesIn(SampleFormat.Audio audio, TrackFrames frames, int index) {
        if (form.sampleBytes() > 0) {
            return frames.sizeBytes(index) / (form.sampleBytes() * audio.channels());
        }
        if (audio.samplesPerPacket() > 0) {
            return audio.samplesPerPacket();
        }
        long stepMs =
                index + 1 < frames.count() ? frames.timeMs(index + 1) - frames.timeMs(index) : frames.medianStepMs();
        return (int) (Math.clamp(stepMs, 0, (long) PICTURE_MS_MAX) * timescale / (long) MS_PER_S);
    }
}
