package kinora.ingest.doctor;

import java.util.List;
import java.util.Locale;
import kinora.formats.mkv.Track;

/// Do times go on evenly: from fragment to fragment, within a fragment, and against the server's clock?
final class TimeCheck {
    /// What playback calls a discontinuity.
    private static final long GAP_MS = 50;

    private static final long FREEZE_MS = 1_000;
    private static final long YEAR_1980_MS = 315_532_800_000L;
    private static final long FUTURE_MS = 5_000;
    private static final long LATE_MS = 30_000;

    private final Exam exam;
    private final Findings out;

    TimeCheck(Exam exam, Findings out) {
        this.exam = exam;
        this.out = out;
    }

    void run() {
        checkRows();
        checkHeaders();
        checkFreezes();
        checkClock();
    }

    private void checkRows() {
        List<FragmentFacts> fragments = exam.fragments();
        int video = exam.first(Track.TYPE_VIDEO);
        int track = video >= 0 ? video : exam.first(Track.TYPE_AUDIO);
        int gaps = 0;
        int overlaps = 0;
        long missingMs = 0;
        for (int i = 1; i < fragments.size(); i++) {
            long betweenMs =
                    fragments.get(i).beginMs(track) - fragments.get(i - 1).endMs(track);
            gaps += betweenMs > GAP_MS ? 1 : 0;
            overlaps += betweenMs < -GAP_MS ? 1 : 0;
            missingMs += Math.max(0, betweenMs);
        }
        String of = " of the last " + fragments.size() + " fragments";
        if (overlaps > 0) {
            out.warn(
                    "TIME_BACKWARDS",
                    "Time steps back at " + overlaps + of
                            + ": the producer's clock was set, or two producers send to this" + " stream.",
                    "Let one producer send, with a clock that only goes forward.");
        }
        if (gaps > 0) {
            out.note(
                    "GAPS",
                    String.format(
                            Locale.ROOT, "There is a gap before %d%s, %.1f s in all.", gaps, of, missingMs / 1000.0),
                    "Players go on behind a gap; look at the producer's network if there are many.");
        }
        if (gaps == 0 && overlaps == 0) {
            out.ok("CONTINUOUS", "The last " + fragments.size() + " fragments follow each other without a gap.");
        }
    }

    private void checkHeaders() {
        long headers = exam.fragments().stream()
                .map(fragment -> fragment.info().headerId())
                .distinct()
                .count();
        if (headers > 1) {
            out.note(
                    "HEADER_CHANGED",
                    "The track header changed " + (headers - 1) + " times: players are given a new one each time.",
                    "");
        }
    }

    private void checkFreezes() {
        for (int i = 0; i < exam.tracks().size(); i++) {
            Track track = exam.tracks().get(i);
            long longestMs = exam.facts(i).stream()
                    .mapToLong(TrackFacts::longestStepMs)
                    .max()
                    .orElse(0);
            if ((track.isVideo() || track.isAudio()) && longestMs > FREEZE_MS) {
                out.about(track.number());
                out.warn(
                        "FRAMES_MISSING",
                        String.format(
                                Locale.ROOT, "Within a fragment %.1f s pass without a frame.", longestMs / 1000.0),
                        "Look whether the encoder or the producer drops frames.");
                out.about(0);
            }
        }
    }

    private void checkClock() {
        FragmentFacts last = exam.last();
        long serverMs = last.info().serverTimestampMs();
        long behindMs = serverMs - last.info().producerTimestampMs() - last.lengthMs();
        String offset = String.format(Locale.ROOT, "%.1f s", Math.abs(behindMs) / 1000.0);
        if (last.info().producerTimestampMs() < YEAR_1980_MS) {
            out.warn(
                    "CLOCK_1970",
                    "The producer's times count from 1970, not from today: ranges by producer time will not find it.",
                    "Set the producer's clock, or send relative timecodes with a start timestamp.");
        } else if (last.info().producerTimestampMs() > serverMs + FUTURE_MS) {
            out.warn(
                    "CLOCK_FUTURE",
                    "The producer's clock is ahead of this server's by over 5 s.",
                    "Set the clock (NTP).");
        } else if (exam.isLive() && behindMs > LATE_MS) {
            out.note(
                    "CLOCK_LATE",
                    "Fragments arrive " + offset + " after their own time: an upload of old media, a slow network, or a"
                            + " producer's clock that is behind.",
                    "If it is meant to be live, look at clock and network.");
        } else {
            out.ok("CLOCK", "The producer's clock agrees with this server's.");
        }
    }
}
