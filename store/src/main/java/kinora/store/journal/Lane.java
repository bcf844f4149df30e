package kinora.store.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import kinora.model.AckError;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.keys.DataKey;
import kinora.store.keys.DataKeys;
import kinora.store.keys.KeyServiceException;
import kinora.store.keys.Sealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open segment of one retention class and the work that waits for its next sync. One thread.
/// The procedures "Persist a fragment" and "A write or sync fails" of `docs/design/store.md`.
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /// After a failure the disk is left alone for a while; a full one is not filled with zeros again and again.
    private static final long BACK_OFF_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private record HeaderKey(long streamId, TrackHeader header, long keyId) {}

    /// `commitOffset` is -1 for an extent.
    private record Appended(Append append, Runnable onSynced, long commitOffset) {}

    private final int retentionClass;
    private final SegmentFiles files;
    private final DataKeys keys;
    private final LongSupplier nanoTime;
    private final SegmentFailures failures;
    private final RecordWriter writer = new RecordWriter();
    private final ArrayDeque<Append> waiting = new ArrayDeque<>();
    private final List<Appended> appended = new ArrayList<>();
    private final Map<HeaderKey, RecordLocation> trackHeaders = new HashMap<>();
    private @Nullable SegmentFile segment;
    private long position;
    private @Nullable String trouble;
    private long quietUntilNs;

    /// Hears of segments that failed, before anything is appended elsewhere.
    interface SegmentFailures {
        void onSegmentFailed(SegmentFile segment, long goodUpTo);
    }

    Lane(int retentionClass, SegmentFiles files, DataKeys keys, LongSupplier nanoTime, SegmentFailures failures) {
        this.retentionClass = retentionClass;
        this.files = files;
        this.keys = keys;
        this.nanoTime = nanoTime;
        this.failures = failures;
    }

    @Nullable String trouble() {
        return trouble;
    }

    void add(Append append) {
        waiting.add(append);
    }

    /// Appends what waits and syncs it; what fails gets one more try in a fresh segment.
    void process() {
        if (trouble != null && nanoTime.getAsLong() < quietUntilNs) {
            failWaiting("the disk failed a moment ago: " + trouble);
            return;
        }
        try {
            attempt();
        } catch (IOException first) {
            abandonSegment(first);
            tryAgain();
        }
    }

    private void tryAgain() {
        try {
            attempt();
        } catch (IOException second) {
            abandonSegment(second);
            trouble = String.valueOf(second.getMessage());
            quietUntilNs = nanoTime.getAsLong() + BACK_OFF_NS;
            failWaiting(trouble);
        }
    }

    private void attempt() throws IOException {
        boolean any = !waiting.isEmpty();
        while (!waiting.isEmpty()) {
            append(waiting.getFirst());
            waiting.removeFirst();
        }
        sync();
        if (any) {
            trouble = null;
        }
    }

    private void append(Append append) throws IOException {
        FragmentWrite fragment = append.fragment();
        if (append instanceof Append.Abandon) {
            fragment.abandon();
        }
        if (fragment.hasFailed()) {
            append.done();
            return;
        }
        try {
            long day = DataKeys.dayOf(fragment.number().serverTimestampMs());
            appendSealed(append, keys.forSealing(fragment.streamId(), day));
        } catch (StoreException e) {
            AckError error = e instanceof KeyServiceException key ? key.ackError() : AckError.ARCHIVAL_ERROR;
            fragment.fail(error, String.valueOf(e.getMessage()));
            append.done();
        } catch (RuntimeException e) {
            // It would come back at each try and stop all streams of this class behind it.
            LOG.error("fragment {} of stream {} cannot be written", fragment.number(), fragment.streamId(), e);
            fragment.fail(AckError.INTERNAL_ERROR, "a fault of the server: " + e);
            append.done();
        }
    }

    private void appendSealed(Append append, DataKey key) throws IOException, StoreException {
        switch (append) {
            case Append.Extent extent -> appendExtent(extent, key);
            case Append.Commit commit -> appendCommit(commit, key);
            case Append.Abandon abandon -> abandon.done();
        }
    }

    // "Persist a fragment", 1: append extents as they fill
    private void appendExtent(Append.Extent extent, DataKey key) throws IOException, StoreException {
        FragmentWrite fragment = extent.fragment();
        SegmentFile into = room(RecordHeader.sizeOnDisk(extent.lengthBytes() + Sealer.TAG_BYTES));
        RecordLocation location = writer.write(place(into, RecordType.EXTENT, fragment, extent.index(), key), extent);
        position += RecordHeader.sizeOnDisk(location.payloadBytes());
        fragment.placeExtent(extent.index(), location);
        fragment.pin(into);
        long payloadEnd = extent.payloadStart() + extent.lengthBytes();
        appended.add(new Appended(
                extent, () -> fragment.listener().onExtentSynced(location, extent.payloadStart(), payloadEnd), -1));
    }

    // "Persist a fragment", 2 and 3: the track header if this segment has none, then the commit record
    private void appendCommit(Append.Commit commit, DataKey key) throws IOException, StoreException {
        FragmentWrite fragment = commit.fragment();
        byte[] header = fragment.trackHeader().bytes();
        // Room for both at once: a commit record names a track header in its own segment.
        long headerSize = RecordHeader.sizeOnDisk(header.length + Sealer.TAG_BYTES);
        RecordLocation nowhere = new RecordLocation(1, SegmentHeader.BYTES, 1);
        int bodyBytes = commitRecord(commit, nowhere).toBytes().length;
        SegmentFile into = room(headerSize + RecordHeader.sizeOnDisk(bodyBytes + Sealer.TAG_BYTES));
        CommitRecord record = commitRecord(commit, trackHeader(into, fragment, key));
        long commitOffset = position;
        RecordLocation location = writer.write(place(into, RecordType.COMMIT, fragment, 0, key), record.toBytes());
        position += RecordHeader.sizeOnDisk(location.payloadBytes());
        into.committed(commitOffset);
        fragment.pin(into);
        CommittedFragment committed = new CommittedFragment(fragment.streamId(), record, location, key.id(), () -> {
            into.indexed(commitOffset);
            fragment.unpin();
        });
        appended.add(new Appended(commit, () -> fragment.listener().onCommitted(committed), commitOffset));
    }

    private static CommitRecord commitRecord(Append.Commit commit, RecordLocation trackHeader) {
        FragmentWrite fragment = commit.fragment();
        return new CommitRecord(
                fragment.number(),
                fragment.start(),
                commit.end(),
                commit.sizeBytes(),
                fragment.trackHeader().id(),
                trackHeader,
                fragment.extents());
    }

    private RecordLocation trackHeader(SegmentFile into, FragmentWrite fragment, DataKey key) throws IOException {
        HeaderKey known = new HeaderKey(fragment.streamId(), fragment.trackHeader(), key.id());
        RecordLocation present = trackHeaders.get(known);
        if (present != null) {
            return present;
        }
        RecordWriter.Place place =
                new RecordWriter.Place(into, position, RecordType.TRACK_HEADER, fragment.streamId(), 0, 0, key);
        RecordLocation location = writer.write(place, fragment.trackHeader().bytes());
        position += RecordHeader.sizeOnDisk(location.payloadBytes());
        trackHeaders.put(known, location);
        return location;
    }

    private RecordWriter.Place place(
            SegmentFile into, RecordType type, FragmentWrite fragment, int extentIndex, DataKey key) {
        return new RecordWriter.Place(
                into, position, type, fragment.streamId(), fragment.number().sequence(), extentIndex, key);
    }

    /// The segment to append to; rolls over to a fresh one when this one is full.
    private SegmentFile room(long sizeBytes) throws IOException, StoreException {
        if (SegmentHeader.BYTES + sizeBytes > files.segmentBytes()) {
            throw new StoreException("a record of " + sizeBytes + " bytes is larger than a segment file");
        }
        SegmentFile present = segment;
        if (present != null && position + sizeBytes <= present.sizeBytes()) {
            return present;
        }
        if (present != null) {
            sync();
            present.closeForWriting();
            segment = null;
        }
        return openSegment();
    }

    private SegmentFile openSegment() throws IOException {
        SegmentFile opened = files.openSegment(retentionClass);
        segment = opened;
        position = SegmentHeader.BYTES;
        writer.startAt(position);
        trackHeaders.clear();
        return opened;
    }

    // "Persist a fragment", 4: one sync covers everything appended since the last; then tell
    private void sync() throws IOException {
        SegmentFile present = segment;
        if (present == null || appended.isEmpty()) {
            return;
        }
        writer.flush(present);
        present.file().force();
        present.synced(position);
        List<Appended> synced = List.copyOf(appended);
        appended.clear();
        for (Appended each : synced) {
            tell(each);
        }
    }

    private static void tell(Appended synced) {
        try {
            synced.onSynced().run();
        } catch (RuntimeException e) {
            LOG.error("a synced record could not be announced", e);
        } finally {
            synced.append().done();
        }
    }

    /// "A write or sync fails", 1 and 2: close the segment for ever, take its unsynced work back.
    private void abandonSegment(IOException failure) {
        SegmentFile failed = segment;
        segment = null;
        trackHeaders.clear();
        for (int i = appended.size() - 1; i >= 0; i--) {
            Appended unsynced = appended.get(i);
            waiting.addFirst(unsynced.append());
            if (unsynced.commitOffset() >= 0 && failed != null) {
                failed.indexed(unsynced.commitOffset());
            }
        }
        appended.clear();
        if (failed != null) {
            LOG.error("segment {} is closed for ever: {}", failed.number(), failure.toString());
            failed.cutAt(failed.syncedUpTo());
            failed.closeForWriting();
            failures.onSegmentFailed(failed, failed.syncedUpTo());
        } else {
            LOG.error("no segment can be opened: {}", failure.toString());
        }
    }

    /// Orderly stop: the segment takes no more records.
    void close() {
        SegmentFile present = segment;
        segment = null;
        if (present == null) {
            return;
        }
        try {
            present.trim(position);
        } catch (IOException e) {
            LOG.warn("segment {} could not be trimmed: {}", present.number(), e.toString());
        }
        present.closeForWriting();
    }

    private void failWaiting(String explanation) {
        while (!waiting.isEmpty()) {
            Append append = waiting.removeFirst();
            append.fragment().fail(AckError.ARCHIVAL_ERROR, explanation);
            append.done();
        }
    }
}
