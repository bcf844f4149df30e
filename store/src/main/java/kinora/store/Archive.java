package kinora.store;

import java.util.Comparator;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import org.jspecify.annotations.Nullable;

/// Stored fragments by number and by time. Sees exactly the visible ones: persisted, in their turn, not expired.
/// Calls may read the disk; never make them on an event loop.
public interface Archive {
    @Nullable FragmentInfo first(Stream stream);

    @Nullable FragmentInfo last(Stream stream);

    /// The visible fragment with the lowest sequence above the given one.
    @Nullable FragmentInfo after(Stream stream, long sequence);

    @Nullable FragmentInfo find(Stream stream, FragmentNumber number);

    /// The fragment that covers the instant, else the first that begins after it.
    @Nullable FragmentInfo at(Stream stream, TimestampKind kind, long timestampMs);

    /// The last `maxResults` fragments, in number order.
    List<FragmentInfo> newest(Stream stream, int maxResults);

    /// The first fragments whose sequence is above the given one, in number order.
    List<FragmentInfo> following(Stream stream, long afterSequence, int maxResults);

    /// Fragments that begin in `[startMs, endMs]`, ordered by that timestamp and then by number, after the position
    /// (`afterTimestampMs`, `afterSequence`) of the last one of the page before.
    List<FragmentInfo> list(Stream stream, TimestampKind kind, Page page);

    /// The one with the lowest number among those that [#list] would name.
    default @Nullable FragmentInfo lowest(Stream stream, TimestampKind kind, Page page) {
        return list(stream, kind, page).stream()
                .min(Comparator.comparingLong(fragment -> fragment.number().sequence()))
                .orElse(null);
    }

    /// A span of time and a place in it. The first page begins at `(startMs, -1)`.
    record Page(long startMs, long endMs, long afterTimestampMs, long afterSequence, int maxResults) {}

    /// What the spans of one unit hold that touch `[startMs, endMs)`, in order, without the empty ones. The cost
    /// depends on
    /// how many there are, not on how many fragments. What was just hidden by a shorter retention may count until
    /// the next sweep.
    List<TimeSum> sums(Stream stream, TimestampKind kind, SumUnit unit, long startMs, long endMs);

    /// The same of single fragments: those that begin in `[startMs, endMs)`, each as a span of its own.
    List<TimeSum> spans(Stream stream, TimestampKind kind, long startMs, long endMs, int maxResults);

    /// The oldest server timestamp that is still visible.
    long horizonMs(Stream stream);

    /// Reads what is kept of a fragment beside its payload: one small read.
    FragmentRecord record(Stream stream, FragmentInfo fragment) throws StoreException;

    /// Opens a stored fragment. The view's reads throw [CorruptFragmentException] where a byte is not what was written.
    FragmentView open(Stream stream, FragmentInfo fragment) throws StoreException;
}
