package kinora.ingest.doctor;

import java.util.List;
import java.util.Locale;
import kinora.formats.mkv.Track;

/// Do fragments begin where a decoder can begin, and how long are they against the latency that people want?
final class PictureCheck {
    /// A player waits for about three fragments of plain HLS, and AWS's viewers take 2 s as usual.
    private static final long LONG_MS = 4_000;

    private static final long VERY_LONG_MS = 10_000;
    private static final long SHORT_MS = 500;

    private final Exam exam;
    private final Findings out;

    PictureCheck(Exam exam, Findings out) {
        this.exam = exam;
        this.out = out;
    }

    void run() {
        int video = exam.first(Track.TYPE_VIDEO);
        if (video >= 0) {
            out.about(exam.tracks().get(video).number());
            checkFrames(exam.facts(video));
            out.about(0);
        }
        checkLength();
    }

    private void checkFrames(List<TrackFacts> fragments) {
        long without = fragments.stream().filter(facts -> !facts.beginsWithKey).count();
        if (fragments.isEmpty()) {
            out.error("NO_PICTURES", "There is no picture in the fragments looked at.", "Look at the camera.");
        } else if (without == fragments.size()) {
            out.error(
                    "NO_KEY_FRAME",
                    "No fragment begins with a key frame, so no player can begin with one.",
                    "Let the producer begin a Cluster at each key frame, and mark key frames as such.");
        } else if (without > 0) {
            out.warn(
                    "KEY_FRAME_NOT_FIRST",
                    without + " of " + fragments.size()
                            + " fragments do not begin with a key frame: joining there shows" + " broken pictures.",
                    "Let the producer begin a Cluster only at a key frame.");
        } else {
            checkOrder(fragments);
        }
    }

    private void checkOrder(List<TrackFacts> fragments) {
        int reorder =
                fragments.stream().mapToInt(facts -> facts.reorderFrames).max().orElse(0);
        boolean keysOnly = fragments.stream().allMatch(facts -> facts.keyFrames == facts.frames && facts.frames > 1);
        if (reorder > 0) {
            out.note(
                    "B_FRAMES",
                    "Frames are reordered by up to " + reorder + " (B frames): each costs its time in latency.",
                    "Turn B frames off for the lowest latency.");
        } else {
            out.ok("FRAME_ORDER", "Frames come in the order in which they are shown.");
        }
        if (keysOnly) {
            out.note(
                    "KEY_FRAMES_ONLY",
                    "Every frame is marked as a key frame: either the encoder wastes bits, or the marks are wrong.",
                    "Mark as key frames only those a decoder can begin with.");
        }
    }

    private void checkLength() {
        long meanMs = Math.round(exam.fragments().stream()
                .mapToLong(FragmentFacts::lengthMs)
                .average()
                .orElse(0));
        String length = String.format(Locale.ROOT, "Fragments last %.1f s", meanMs / 1000.0);
        String latency =
                String.format(Locale.ROOT, "plain HLS shows a picture %.0f s after it was taken", 3.5 * meanMs / 1000);
        if (meanMs > VERY_LONG_MS) {
            out.warn(
                    "FRAGMENTS_LONG",
                    length + ": " + latency + ", and players are slow to begin.",
                    "Set the key-frame interval to 1 or 2 s.");
        } else if (meanMs > LONG_MS) {
            out.note(
                    "FRAGMENTS_LONG",
                    length + ": " + latency + ".",
                    "For less latency set the key-frame interval to 1 or 2 s.");
        } else if (meanMs < SHORT_MS) {
            out.note(
                    "FRAGMENTS_SHORT",
                    length + ": much overhead, and playlists are asked for often.",
                    "A key frame each second is plenty.");
        } else {
            out.ok("FRAGMENT_LENGTH", length + ": " + latency + ".");
        }
    }
}
