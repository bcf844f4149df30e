package kinora.store.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.FragmentStart;
import kinora.store.TrackHeader;

/// A fragment on its way to the disk. The journal's thread owns everything that changes here.
public final class FragmentWrite {
    /// Hears of the fragment's fate on the journal's thread.
    public interface Listener {
        /// The payload up to `payloadEnd` is on disk, synced, readable at the location.
        void onExtentSynced(RecordLocation location, long payloadStart, long payloadEnd);

        /// The commit record and everything before it are synced.
        void onCommitted(CommittedFragment committed);

        void onFailed(AckError error, String explanation);
    }

    private final long streamId;
    private final FragmentNumber number;
    private final FragmentStart start;
    private final TrackHeader trackHeader;
    private final int retentionClass;
    private final Listener listener;
    private final List<RecordLocation> extents = new ArrayList<>(1);
    private final Set<SegmentFile> pinned = HashSet.newHashSet(1);
    private boolean failed;

    public FragmentWrite(
            long streamId,
            FragmentNumber number,
            FragmentStart start,
            TrackHeader trackHeader,
            int retentionClass,
            Listener listener) {
        this.streamId = streamId;
        this.number = number;
        this.start = start;
        this.trackHeader = trackHeader;
        this.retentionClass = retentionClass;
        this.listener = listener;
    }

    long streamId() {
        return streamId;
    }

    FragmentNumber number() {
        return number;
    }

    FragmentStart start() {
        return start;
    }

    TrackHeader trackHeader() {
        return trackHeader;
    }

    int retentionClass() {
        return retentionClass;
    }

    Listener listener() {
        return listener;
    }

    List<RecordLocation> extents() {
        return extents;
    }

    /// Keeps or replaces (after a retry in another segment) the place of an extent.
    void placeExtent(int index, RecordLocation location) {
        if (index < extents.size()) {
            extents.set(index, location);
        } else {
            extents.add(location);
        }
    }

    void pin(SegmentFile segment) {
        if (!pinned.contains(segment) && segment.tryPin()) {
            pinned.add(segment);
        }
    }

    /// Lets go of the segments; they may be recycled when nothing else lives in them.
    synchronized void unpin() {
        pinned.forEach(SegmentFile::unpin);
        pinned.clear();
    }

    boolean hasFailed() {
        return failed;
    }

    /// Nothing more of this fragment is written; nobody is told.
    void abandon() {
        failed = true;
        unpin();
    }

    void fail(AckError error, String explanation) {
        if (!failed) {
            failed = true;
            unpin();
            listener.onFailed(error, explanation);
        }
    }
}
