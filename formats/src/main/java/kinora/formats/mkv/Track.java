package kinora.formats.mkv;

import kinora.formats.bits.Bytes;
import org.jspecify.annotations.Nullable;

/// One TrackEntry: what its blocks hold and how to decode them. Zero and null stand for what was not said.
public record Track(
        long number,
        long uid,
        int type,
        String codecId,
        @Nullable Bytes codecPrivate,
        @Nullable String name,
        @Nullable String language,
        long defaultDurationNs,
        @Nullable Video video,
        @Nullable Audio audio) {

    public static final int TYPE_VIDEO = 1;
    public static final int TYPE_AUDIO = 2;
    public static final int TYPE_SUBTITLE = 17;

    public Track {
        if (number <= 0) {
            throw new IllegalArgumentException("track number " + number);
        }
    }

    public static Track video(long number, String codecId, @Nullable Bytes codecPrivate, int width, int height) {
        return new Track(
                number, number, TYPE_VIDEO, codecId, codecPrivate, null, null, 0, new Video(width, height), null);
    }

    public static Track audio(
            long number, String codecId, @Nullable Bytes codecPrivate, double samplingFrequency, int channels) {
        Audio audio = new Audio(samplingFrequency, channels, 0);
        return new Track(number, number, TYPE_AUDIO, codecId, codecPrivate, null, null, 0, null, audio);
    }

    public boolean isVideo() {
        return type == TYPE_VIDEO;
    }

    public boolean isAudio() {
        return type == TYPE_AUDIO;
    }

    public Track withName(String newName) {
        return new Track(number, uid, type, codecId, codecPrivate, newName, language, defaultDurationNs, video, audio);
    }

    /// Picture size in pixels.
    public record Video(int pixelWidth, int pixelHeight) {}

    /// Sound format; `bitDepth` is 0 where it was not said.
    public record Audio(double samplingFrequency, int channels, int bitDepth) {}
}
