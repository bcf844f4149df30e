package kinora.formats.mpegts;

import kinora.formats.codec.SampleFormat;
import kinora.formats.mp4.SampleTable;

/// When pictures are decoded and shown, in 90 kHz. A transport stream cannot show a picture before it is decoded, as
/// signed composition offsets do: where frames are reordered all decode times move back, by the same for every
/// segment of a format, so that segments join.
final class DecodeTimes {
    /// Where nothing tells the frame rate: five a second.
    private static final double FRAMES_PER_SECOND_MIN = 5;

    /// Frames of cameras do not come at even steps.
    private static final double UNEVENNESS = 1.5;

    private final long[] presentation;
    private final long[] decode;

    private DecodeTimes(long[] presentation, long[] decode) {
        this.presentation = presentation;
        this.decode = decode;
    }

    static DecodeTimes of(TsTrack track, SampleFormat.Video format) {
        SampleTable samples = track.samples();
        long[] presentation = new long[samples.count()];
        long[] decode = new long[samples.count()];
        long lead = leadTicks(format);
        long time = samples.baseDecodeTime();
        for (int i = 0; i < samples.count(); i++) {
            presentation[i] = TsClock.ticks(time + samples.compositionOffset(i), track.timescale());
            decode[i] = TsClock.ticks(time, track.timescale()) - lead;
            time += samples.duration(i);
        }
        beforeShown(decode, presentation);
        return new DecodeTimes(presentation, decode);
    }

    private static long leadTicks(SampleFormat.Video format) {
        double framesPerSecond = Math.max(format.framesPerSecond(), FRAMES_PER_SECOND_MIN);
        return Math.round(format.reorderFrames() * UNEVENNESS * TsClock.HZ / framesPerSecond);
    }

    /// Where a format reorders more than it says: decoded before it, and everything behind it, is shown.
    private static void beforeShown(long[] decode, long[] presentation) {
        long latest = Long.MAX_VALUE;
        for (int i = decode.length - 1; i >= 0; i--) {
            latest = Math.min(latest, presentation[i]);
            decode[i] = Math.min(decode[i], latest);
            latest = Math.min(latest, decode[i] - 1);
        }
    }

    long presentationTicks(int index) {
        return presentation[index];
    }

    long decodeTicks(int index) {
        return decode[index];
    }
}
