package kinora.playback.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.model.Stream;
import kinora.playback.session.Progress;
import kinora.playback.session.SessionTerms;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// Chooses the fragments that a session shows at a moment. kvs-api 6.1, "Selection rules".
final class Windows {
    private static final int STEP = 500;

    /// Among how many fragments of a span by producer time the first ingested one is looked for.
    private static final int CANDIDATES = 5_000;

    private final Archive archive;

    Windows(Archive archive) {
        this.archive = archive;
    }

    /// What is shown, in number order; `ended` when nothing can follow.
    record Window(List<FragmentInfo> fragments, boolean ended) {}

    /// What a session that has not begun would show.
    List<FragmentInfo> initial(Stream stream, SessionTerms terms) {
        return switch (terms.mode()) {
            case LIVE -> archive.newest(stream, terms.maxResults());
            case LIVE_REPLAY, ON_DEMAND -> fixed(stream, terms);
        };
    }

    /// The same without what is not needed to know whether there is anything, and of which tracks: of a span its first
    /// fragment alone, or one of the same time that it replaced.
    List<FragmentInfo> beginning(Stream stream, SessionTerms terms) {
        if (terms.mode() == SessionTerms.Mode.LIVE) {
            return initial(stream, terms);
        }
        if (terms.clock() == TimestampKind.SERVER) {
            return archive.list(stream, TimestampKind.SERVER, page(terms, 1));
        }
        FragmentInfo first = firstIngested(stream, terms);
        return first == null ? List.of() : List.of(first);
    }

    Window of(Stream stream, SessionTerms terms, Progress at, long nowMs) {
        return switch (terms.mode()) {
            case LIVE -> new Window(archive.newest(stream, terms.maxResults()), false);
            case ON_DEMAND -> new Window(fixed(stream, terms), true);
            case LIVE_REPLAY -> replay(stream, terms, at, nowMs);
        };
    }

    private List<FragmentInfo> fixed(Stream stream, SessionTerms terms) {
        return terms.clock() == TimestampKind.SERVER
                ? archive.list(stream, TimestampKind.SERVER, page(terms, terms.maxResults()))
                : newestOfEachTime(firstRun(stream, terms));
    }

    private static Archive.Page page(SessionTerms terms, int max) {
        long endMs = terms.endMs() < 0 ? Long.MAX_VALUE : terms.endMs();
        return new Archive.Page(terms.startMs(), endMs, terms.startMs(), -1, max);
    }

    /// The fragment of the span that was ingested first, and those of the span ingested right after it.
    private List<FragmentInfo> firstRun(Stream stream, SessionTerms terms) {
        FragmentInfo first = firstIngested(stream, terms);
        if (first == null) {
            return List.of();
        }
        List<FragmentInfo> run = new ArrayList<>();
        for (FragmentInfo next : archive.following(stream, first.number().sequence() - 1, terms.maxResults())) {
            if (!isInSpan(next, terms)) {
                break;
            }
            run.add(next);
        }
        return run;
    }

    private @Nullable FragmentInfo firstIngested(Stream stream, SessionTerms terms) {
        return archive.lowest(stream, TimestampKind.PRODUCER, page(terms, CANDIDATES));
    }

    static boolean isInSpan(FragmentInfo fragment, SessionTerms terms) {
        long timeMs = fragment.timestampMs(terms.clock());
        return timeMs >= terms.startMs() && (terms.endMs() < 0 || timeMs <= terms.endMs());
    }

    /// A producer that sent a time twice meant the later one.
    private static List<FragmentInfo> newestOfEachTime(List<FragmentInfo> run) {
        Map<Long, FragmentInfo> newest = new HashMap<>();
        run.forEach(fragment -> newest.put(fragment.producerTimestampMs(), fragment));
        return run.stream()
                .filter(fragment -> fragment.equals(newest.get(fragment.producerTimestampMs())))
                .toList();
    }

    /// The fragment that a player who began at once would show now, and those behind it.
    private Window replay(Stream stream, SessionTerms terms, Progress at, long nowMs) {
        List<FragmentInfo> started = at.hasBegun() ? List.of() : initial(stream, terms);
        if (!at.hasBegun() && started.isEmpty()) {
            return new Window(List.of(), false);
        }
        long playedMs = nowMs - terms.createdMs();
        long after =
                (at.hasBegun() ? at.sequence() : started.getFirst().number().sequence()) - 1;
        long elapsedMs = at.hasBegun() ? at.elapsedMs() : 0;
        while (true) {
            List<FragmentInfo> step = archive.following(stream, after, STEP + terms.maxResults());
            int i = 0;
            while (i + 1 < step.size() && i < STEP) {
                long lengthMs = Continuity.lengthMs(step.get(i), step.get(i + 1));
                if (elapsedMs + lengthMs > playedMs || !isInSpan(step.get(i + 1), terms)) {
                    break;
                }
                elapsedMs += lengthMs;
                i++;
            }
            if (i < STEP || step.size() < STEP + terms.maxResults()) {
                return cut(step.subList(Math.min(i, step.size()), step.size()), terms);
            }
            after = step.get(i).number().sequence() - 1;
        }
    }

    private static Window cut(List<FragmentInfo> from, SessionTerms terms) {
        List<FragmentInfo> shown = new ArrayList<>();
        for (FragmentInfo fragment : from) {
            if (!isInSpan(fragment, terms)) {
                return new Window(shown, true);
            }
            if (shown.size() == terms.maxResults()) {
                break;
            }
            shown.add(fragment);
        }
        return new Window(shown, false);
    }
}
