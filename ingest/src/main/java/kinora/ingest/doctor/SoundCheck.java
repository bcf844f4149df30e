package kinora.ingest.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mkv.Track;

/// Does sound keep pace with the pictures, and with its own number of samples?
final class SoundCheck {
    private static final long APART_MS = 500;
    private static final double DRIFT_MAX = 0.01;

    /// Packets of less sound say nothing of a drift: their times are whole milliseconds.
    private static final long MEASURED_MS_MIN = 2_000;

    private final Exam exam;
    private final Findings out;

    SoundCheck(Exam exam, Findings out) {
        this.exam = exam;
        this.out = out;
    }

    void run(Map<Integer, SampleFormat> formats) {
        int audio = exam.first(Track.TYPE_AUDIO);
        int video = exam.first(Track.TYPE_VIDEO);
        if (audio < 0) {
            return;
        }
        out.about(exam.tracks().get(audio).number());
        if (exam.facts(audio).isEmpty()) {
            out.warn(
                    "NO_SOUND",
                    "The track is announced, and no packet of it comes.",
                    "Look at the microphone, or leave the track out.");
        } else {
            if (video >= 0) {
                checkApart(video, audio);
            }
            if (formats.get(audio) instanceof SampleFormat.Audio format && format.samplesPerPacket() > 0) {
                checkDrift(exam.facts(audio), 1000.0 * format.samplesPerPacket() / format.sampleRate());
            }
        }
        out.about(0);
    }

    /// Fragments are cut at pictures: sound that begins or ends far from them was muxed late.
    private void checkApart(int video, int audio) {
        long headerId = exam.last().info().headerId();
        long apartMs = exam.fragments().stream()
                .filter(fragment -> fragment.info().headerId() == headerId)
                .filter(fragment -> fragment.tracks().get(video).frames > 0
                        && fragment.tracks().get(audio).frames > 0)
                .mapToLong(fragment -> Math.abs(
                        fragment.tracks().get(audio).firstMs - fragment.tracks().get(video).firstMs))
                .max()
                .orElse(0);
        if (apartMs > APART_MS) {
            out.warn(
                    "SOUND_APART",
                    String.format(
                            Locale.ROOT,
                            "In a fragment sound begins %.1f s apart from the pictures.",
                            apartMs / 1000.0),
                    "Let the producer interleave sound and pictures by time.");
        } else {
            out.ok("SOUND_TOGETHER", "Sound and pictures lie together.");
        }
    }

    private void checkDrift(List<TrackFacts> fragments, double packetMs) {
        double soundMs = 0;
        double timeMs = 0;
        for (TrackFacts facts : fragments) {
            soundMs += packetMs * (facts.frames - 1);
            timeMs += facts.lastMs - facts.firstMs;
        }
        double drift = timeMs < MEASURED_MS_MIN ? 0 : soundMs / timeMs - 1;
        if (Math.abs(drift) > DRIFT_MAX) {
            out.warn(
                    "SOUND_DRIFTS",
                    String.format(
                            Locale.ROOT,
                            "The packets hold %.1f %% %s sound than their times say.",
                            100 * Math.abs(drift),
                            drift > 0 ? "more" : "less"),
                    drift > 0
                            ? "Look at the sample rate that the header and the encoder were given."
                            : "Packets are lost, or the sample rate that was announced is too high.");
        }
    }
}
