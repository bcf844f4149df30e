package kinora.playback.plan;

import java.util.ArrayList;
import java.util.List;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.session.PlaybackSession;
import kinora.playback.session.Progress;
import kinora.playback.session.Recent;
import kinora.playback.session.SessionTerms;
import kinora.playback.session.SessionTerms.Discontinuity;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.StoreException;
import kinora.store.TimestampKind;

/// Lays out what a session shows now. Computed from the index alone, and the same after a restart.
public final class Planner {
    /// How many fragments one step of catching up takes from the index.
    private static final int STEP = 500;

    private static final long FIXED_SEGMENTS_MAX = 500_000;

    private final Archive archive;
    private final TrackSets trackSets;
    private final LimitsMode limits;
    private final Windows windows;

    /// Spans that are over do not change.
    private final Recent<Plan> fixed =
            new Recent<>(FIXED_SEGMENTS_MAX, plan -> plan.segments().size());

    public Planner(FragmentStore store, TrackSets trackSets, LimitsMode limits) {
        this.archive = store.archive();
        this.trackSets = trackSets;
        this.limits = limits;
        this.windows = new Windows(archive);
    }

    /// Whether a playlist of the session writes a discontinuity between two fragments.
    public boolean isBroken(SessionTerms terms, FragmentInfo earlier, FragmentInfo later, boolean newMap) {
        return new Breaks(modeOf(terms), limits).between(earlier, later, newMap);
    }

    /// Whether a session may fetch a fragment: its span, or what was there since it began.
    public boolean covers(PlaybackSession session, FragmentInfo fragment) {
        SessionTerms terms = session.terms();
        return terms.mode() == SessionTerms.Mode.LIVE
                ? session.progress().hasBegun()
                        && fragment.ordinal() >= session.progress().baseOrdinal()
                : Windows.isInSpan(fragment, terms);
    }

    /// The first fragment a session would show. Throws RESOURCE_NOT_FOUND where there is nothing to play.
    public FragmentInfo firstOf(Stream stream, SessionTerms terms) {
        List<FragmentInfo> found = windows.beginning(stream, terms);
        if (found.isEmpty() || isSilent(terms, found.getLast())) {
            throw nothing();
        }
        return found.getFirst();
    }

    private boolean isSilent(SessionTerms terms, FragmentInfo newest) {
        return terms.mode() == SessionTerms.Mode.LIVE
                && terms.createdMs() - newest.serverTimestampMs() > Limit.PLAYBACK_LIVE_SILENCE_MS.in(limits);
    }

    private static ApiException nothing() {
        return new ApiException(
                ApiError.RESOURCE_NOT_FOUND, "No fragments found in the stream for the streaming request.");
    }

    /// What the session shows now. One at a time: a session that has begun never steps back.
    public Plan plan(Stream stream, PlaybackSession session, long nowMs) throws StoreException, InterruptedException {
        synchronized (session) {
            return session.terms().mode() == SessionTerms.Mode.ON_DEMAND
                    ? planOnce(stream, session, nowMs)
                    : planAlone(stream, session, nowMs);
        }
    }

    private Plan planOnce(Stream stream, PlaybackSession session, long nowMs)
            throws StoreException, InterruptedException {
        Plan known = fixed.get(session.token());
        if (known == null) {
            known = planAlone(stream, session, nowMs);
            fixed.put(session.token(), known);
        }
        return known;
    }

    private Plan planAlone(Stream stream, PlaybackSession session, long nowMs)
            throws StoreException, InterruptedException {
        SessionTerms terms = session.terms();
        Progress before = session.progress();
        Windows.Window window = windows.of(stream, terms, before, nowMs);
        if (window.fragments().isEmpty()) {
            throw nothing();
        }
        Breaks breaks = new Breaks(modeOf(terms), limits);
        Progress atFirst = begin(stream, window.fragments().getFirst(), before, breaks);
        List<Segment> segments = segments(stream, window.fragments(), atFirst, breaks);
        Progress noted = withTarget(atFirst, segments);
        session.advance(noted);
        return new Plan(segments, noted, window.ended());
    }

    /// kvs-api 6.1: unset means ALWAYS by server time, NEVER by the producer's. Low latency needs joined segments.
    public Discontinuity modeOf(SessionTerms terms) {
        Discontinuity asked = terms.discontinuity();
        if (asked != null) {
            return asked;
        }
        if (isLowLatency(terms)) {
            return Discontinuity.ON_DISCONTINUITY;
        }
        return terms.clock() == TimestampKind.SERVER ? Discontinuity.ALWAYS : Discontinuity.NEVER;
    }

    public boolean isLowLatency(SessionTerms terms) {
        return limits == LimitsMode.RELAXED
                && terms.kind() == SessionTerms.Kind.HLS
                && terms.mode() == SessionTerms.Mode.LIVE
                && terms.container() == SessionTerms.Container.FRAGMENTED_MP4
                && terms.discontinuity() != Discontinuity.ALWAYS;
    }

    private Progress begin(Stream stream, FragmentInfo first, Progress before, Breaks breaks)
            throws StoreException, InterruptedException {
        if (!before.hasBegun()) {
            return Progress.at(first, breaks.mode() == Discontinuity.ALWAYS);
        }
        return before.ordinal() >= first.ordinal() ? before : catchUp(stream, first, before, breaks);
    }

    /// Counts what lies between the last known place and `first`, which the playlist has left behind.
    private Progress catchUp(Stream stream, FragmentInfo first, Progress from, Breaks breaks)
            throws StoreException, InterruptedException {
        Progress at = from;
        FragmentInfo earlier = null;
        long after = from.sequence() - 1;
        while (true) {
            List<FragmentInfo> step = archive.following(stream, after, STEP);
            for (FragmentInfo next : step) {
                at = earlier == null ? landing(next, at) : passed(stream, earlier, next, at, breaks);
                earlier = next;
                if (next.ordinal() >= first.ordinal()) {
                    return at;
                }
            }
            if (step.isEmpty()) {
                return at;
            }
            after = step.getLast().number().sequence();
        }
    }

    /// The fragment where counting stopped may have expired: then counting goes on behind the hole.
    private static Progress landing(FragmentInfo found, Progress at) {
        boolean lost = found.ordinal() != at.ordinal();
        return lost ? at.movedTo(found, true, true, 0) : at;
    }

    private Progress passed(Stream stream, FragmentInfo earlier, FragmentInfo later, Progress at, Breaks breaks)
            throws StoreException, InterruptedException {
        boolean newMap = isNewMap(stream, earlier, later);
        boolean broken = breaks.between(earlier, later, newMap);
        return at.movedTo(later, broken, newMap, Continuity.lengthMs(earlier, later));
    }

    private List<Segment> segments(Stream stream, List<FragmentInfo> fragments, Progress atFirst, Breaks breaks)
            throws StoreException, InterruptedException {
        List<Segment> segments = new ArrayList<>(fragments.size());
        boolean broken = atFirst.broken();
        int map = atFirst.map();
        for (int i = 0; i < fragments.size(); i++) {
            FragmentInfo present = fragments.get(i);
            FragmentInfo next = i + 1 < fragments.size() ? fragments.get(i + 1) : null;
            segments.add(new Segment(present, Continuity.lengthMs(present, next), broken, map));
            boolean newMap = next != null && isNewMap(stream, present, next);
            broken = next != null && breaks.between(present, next, newMap);
            map += newMap ? 1 : 0;
        }
        return segments;
    }

    private boolean isNewMap(Stream stream, FragmentInfo earlier, FragmentInfo later)
            throws StoreException, InterruptedException {
        return earlier.headerId() != later.headerId()
                && !trackSets.of(stream, earlier).equals(trackSets.of(stream, later));
    }

    /// The longest segment, rounded: up as AWS does, else to the nearest second as RFC 8216bis, 4.4.3.1 has it, since
    /// players keep three times that from the edge. What was promised once is never lowered.
    private Progress withTarget(Progress at, List<Segment> segments) {
        long longestMs = segments.stream().mapToLong(Segment::durationMs).max().orElse(1_000);
        long roundedS = limits == LimitsMode.AWS ? Math.ceilDiv(longestMs, 1_000L) : (longestMs + 500) / 1_000;
        int target = (int) Math.max(1, roundedS);
        return at.withTargetDurationS(Math.max(at.targetDurationS(), target));
    }
}
