package kinora.read.live;

import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentCursor;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// Finds the place in a stream that a start selector means.
final class StartPoint {
    private static final long BEFORE_ALL = -1;

    /// How far clocks and numbers of one stream may be apart around a fragment that was read but never kept.
    private static final long TIME_SLACK_MS = 60_000;

    private static final long SEQUENCE_SLACK = 1_000;

    private final FragmentStore store;
    private final Stream stream;

    StartPoint(FragmentStore store, Stream stream) {
        this.store = store;
        this.stream = stream;
    }

    /// Null when the selector names a fragment that this stream does not know.
    @Nullable FragmentCursor find(StartSelector from) throws StoreException, InterruptedException {
        return switch (from) {
            case StartSelector.Now() -> store.followNewest(stream);
            case StartSelector.Earliest() -> store.follow(stream, BEFORE_ALL);
            case StartSelector.AfterFragment(FragmentNumber number) ->
                isKnown(number) ? store.follow(stream, number.sequence()) : null;
            case StartSelector.AtTimestamp(TimestampKind kind, long timestampMs) -> at(kind, timestampMs);
        };
    }

    private boolean isKnown(FragmentNumber number) throws StoreException, InterruptedException {
        return store.archive().find(stream, number) != null || isInTail(number) || mayHaveBeenLost(number);
    }

    private boolean isInTail(FragmentNumber number) throws StoreException, InterruptedException {
        try (FragmentCursor cursor = store.follow(stream, number.sequence() - 1)) {
            FragmentView first = cursor.next(0);
            return first != null && first.number().equals(number);
        }
    }

    /// A live reader may hold the token of a fragment that was given up or could not be kept. It must be able to go
    /// on, so a number in the midst of the stream that no fragment has is taken.
    private boolean mayHaveBeenLost(FragmentNumber number) {
        Archive archive = store.archive();
        FragmentInfo first = archive.first(stream);
        FragmentInfo last = archive.last(stream);
        FragmentInfo same = archive.after(stream, number.sequence() - 1);
        if (first == null || last == null || (same != null && same.number().sequence() == number.sequence())) {
            return false;
        }
        long timeMs = number.serverTimestampMs();
        return number.sequence() > first.number().sequence()
                && number.sequence() <= last.number().sequence() + SEQUENCE_SLACK
                && timeMs >= first.serverTimestampMs() - TIME_SLACK_MS
                && timeMs <= store.nowMs() + TIME_SLACK_MS;
    }

    private FragmentCursor at(TimestampKind kind, long timestampMs) throws StoreException, InterruptedException {
        FragmentInfo stored = store.archive().at(stream, kind, timestampMs);
        if (stored != null) {
            return store.follow(stream, stored.number().sequence() - 1);
        }
        FragmentInfo last = store.archive().last(stream);
        long after = last == null ? BEFORE_ALL : last.number().sequence();
        return store.follow(stream, newestBefore(kind, timestampMs, after));
    }

    /// Among the fragments that are not stored, the last one that begins before the instant may cover it.
    private long newestBefore(TimestampKind kind, long timestampMs, long after)
            throws StoreException, InterruptedException {
        long start = after;
        try (FragmentCursor cursor = store.follow(stream, after)) {
            FragmentView view = cursor.next(0);
            while (view != null && beginsAt(view, kind) <= timestampMs) {
                start = view.number().sequence() - 1;
                view = cursor.next(0);
            }
        }
        return start;
    }

    private static long beginsAt(FragmentView view, TimestampKind kind) {
        return kind == TimestampKind.SERVER ? view.number().serverTimestampMs() : view.producerTimestampMs();
    }
}
