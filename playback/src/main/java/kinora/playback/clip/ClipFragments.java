package kinora.playback.clip;

import java.util.ArrayList;
import java.util.List;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;

/// Chooses a clip's fragments. A span with more than the limits allow gives its beginning, as with AWS.
final class ClipFragments {
    private static final int PAGE = 1_000;
    private static final int NONE_BEFORE = -1;

    private final Archive archive;
    private final Stream stream;
    private final ClipSpan span;
    private final int fragmentsMax;
    private final long bytesMax;
    private final List<FragmentInfo> chosen = new ArrayList<>();
    private long bytes;

    private ClipFragments(Archive archive, Stream stream, ClipSpan span, LimitsMode limits) {
        this.archive = archive;
        this.stream = stream;
        this.span = span;
        this.fragmentsMax = Limit.CLIP_FRAGMENTS.intIn(limits);
        this.bytesMax = Limit.CLIP_BYTES.in(limits);
    }

    static List<FragmentInfo> of(Archive archive, Stream stream, ClipSpan span, LimitsMode limits) {
        ClipFragments fragments = new ClipFragments(archive, stream, span, limits);
        if (span.kind() == TimestampKind.SERVER) {
            fragments.byServerTime();
        } else {
            fragments.byProducerTime();
        }
        return fragments.chosen;
    }

    private void byServerTime() {
        long afterMs = span.startMs();
        long afterSequence = NONE_BEFORE;
        while (true) {
            List<FragmentInfo> page = page(afterMs, afterSequence);
            for (FragmentInfo fragment : page) {
                if (!take(fragment)) {
                    return;
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            afterMs = page.getLast().serverTimestampMs();
            afterSequence = page.getLast().number().sequence();
        }
    }

    private List<FragmentInfo> page(long afterMs, long afterSequence) {
        return archive.list(
                stream, span.kind(), new Archive.Page(span.startMs(), span.endMs(), afterMs, afterSequence, PAGE));
    }

    /// False when the clip is full.
    private boolean take(FragmentInfo fragment) {
        if (chosen.size() == fragmentsMax || (!chosen.isEmpty() && bytes + fragment.sizeBytes() > bytesMax)) {
            return false;
        }
        chosen.add(fragment);
        bytes += fragment.sizeBytes();
        return true;
    }

    /// Producers may send the same hour twice: the run that was ingested first counts, from its first fragment in
    /// the span to where it leaves the span or steps back. Of fragments of the same time the last one counts.
    private void byProducerTime() {
        long after = firstIngested() - 1;
        while (true) {
            List<FragmentInfo> page = archive.following(stream, after, PAGE);
            for (FragmentInfo fragment : page) {
                if (!follows(fragment) || !takeOrReplace(fragment)) {
                    return;
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().number().sequence();
        }
    }

    private boolean follows(FragmentInfo fragment) {
        long timeMs = fragment.producerTimestampMs();
        return span.holds(timeMs)
                && (chosen.isEmpty() || timeMs >= chosen.getLast().producerTimestampMs());
    }

    private boolean takeOrReplace(FragmentInfo fragment) {
        if (!chosen.isEmpty() && chosen.getLast().producerTimestampMs() == fragment.producerTimestampMs()) {
            bytes -= chosen.removeLast().sizeBytes();
        }
        return take(fragment);
    }

    /// The lowest sequence in the span, or one above all where the span is empty.
    private long firstIngested() {
        long first = Long.MAX_VALUE;
        long afterMs = span.startMs();
        long afterSequence = NONE_BEFORE;
        while (true) {
            List<FragmentInfo> page = page(afterMs, afterSequence);
            for (FragmentInfo fragment : page) {
                first = Math.min(first, fragment.number().sequence());
            }
            if (page.size() < PAGE) {
                return first;
            }
            afterMs = page.getLast().producerTimestampMs();
            afterSequence = page.getLast().number().sequence();
        }
    }
}
