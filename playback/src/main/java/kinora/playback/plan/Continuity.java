package kinora.playback.plan;

import kinora.store.FragmentInfo;
import org.jspecify.annotations.Nullable;

/// How one fragment follows another, by the producer's clock: the media times of all containers follow it too.
final class Continuity {
    /// kvs-api: a gap or overlap that ON_DISCONTINUITY marks.
    private static final long TOLERANCE_MS = 50;

    /// A Cluster may begin with sound, or with pictures shown early, before the last pictures of the one before it.
    private static final long INTERLEAVE_MS = 250;

    /// Beyond this no player bridges the gap.
    private static final long LEAP_MS = 10_000;

    private Continuity() {}

    /// What lies between two fragments.
    enum Step {
        /// They join within 50 ms.
        JOINED,
        /// A gap or an overlap.
        APART,
        /// Time steps back, or leaps.
        JUMP
    }

    static Step between(FragmentInfo earlier, FragmentInfo later) {
        long gapMs = later.producerTimestampMs() - earlier.producerTimestampMs() - aloneMs(earlier);
        if (Math.abs(gapMs) <= TOLERANCE_MS) {
            return Step.JOINED;
        }
        if (gapMs < 0 && gapMs >= -INTERLEAVE_MS && later.headerId() == earlier.headerId()) {
            return Step.JOINED;
        }
        boolean back = later.producerTimestampMs() <= earlier.producerTimestampMs();
        return back || gapMs > LEAP_MS ? Step.JUMP : Step.APART;
    }

    /// How long a fragment lasts: to the start of the one that joins it, else to its own end.
    static long lengthMs(FragmentInfo fragment, @Nullable FragmentInfo next) {
        return next != null
                        && between(fragment, next) == Step.JOINED
                        && next.producerTimestampMs() > fragment.producerTimestampMs()
                ? next.producerTimestampMs() - fragment.producerTimestampMs()
                : aloneMs(fragment);
    }

    private static long aloneMs(FragmentInfo fragment) {
        return Math.max(1, fragment.durationMs() + fragment.lastFrameMs());
    }
}
