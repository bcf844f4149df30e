package kinora.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import kinora.store.StoreException;
import kinora.store.keys.DataKey;
import kinora.store.keys.DataKeys;

/// Finds the fragments whose commit records the index does not have, segment by segment in number order.
/// The procedure "Recover a segment" of `docs/design/store.md`.
public final class SegmentRecovery {
    /// A fragment that recovery found.
    public record Found(long streamId, CommitRecord record, RecordLocation location) {}

    /// Damage that recovery met: what it is and where.
    public record Damage(long segment, long offsetBytes, String what) {}

    private final SegmentReader reader;
    private final DataKeys keys;
    private final LongPredicate knownStream;
    private final Map<Long, Long> syncedUpTo = new HashMap<>();
    private final Map<Long, Set<Long>> wholeAbove = new HashMap<>();
    private final List<Damage> damages = new ArrayList<>();

    public SegmentRecovery(SegmentReader reader, DataKeys keys, LongPredicate knownStream) {
        this.reader = reader;
        this.keys = keys;
        this.knownStream = knownStream;
    }

    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /// 1 walk from the checkpoint  2 tell the torn tail from corruption  3 keep the commit records that count
    public List<Found> recover(SegmentFile segment, long checkpoint) throws StoreException {
        long from = Math.max(checkpoint, SegmentHeader.BYTES);
        if (checkpoint == Long.MAX_VALUE) {
            syncedUpTo.put(segment.number(), Long.MAX_VALUE);
            return List.of();
        }
        List<Found> commits = new ArrayList<>();
        Set<Long> whole = new HashSet<>();
        SegmentScan.Result result = walk(segment, from, commits, whole);
        noteDamage(segment, result);
        // What lies below the checkpoint was synced before the checkpoint was written.
        long synced = Math.max(result.syncedUpTo(), from);
        syncedUpTo.put(segment.number(), synced);
        whole.removeIf(offset -> offset < synced);
        wholeAbove.put(segment.number(), whole);
        segment.synced(result.endOffset());
        trim(segment, result);
        return commits.stream().filter(found -> counts(found, synced)).toList();
    }

    /// Gives back the preallocated rest, unless something that may be someone's stands in it.
    private static void trim(SegmentFile segment, SegmentScan.Result result) throws StoreException {
        boolean cleanEnd = result.bad().stream().allMatch(bad -> bad.offsetBytes() >= result.endOffset());
        if (!cleanEnd) {
            return;
        }
        try {
            segment.trim(result.endOffset());
        } catch (IOException e) {
            throw new StoreException("segment " + segment.number() + " cannot be trimmed: " + e, e);
        }
    }

    private SegmentScan.Result walk(SegmentFile segment, long from, List<Found> commits, Set<Long> whole)
            throws StoreException {
        try {
            return new SegmentScan(segment).walk(from, (header, bytes, payloadAt) -> {
                whole.add(header.offsetBytes());
                if (header.type() == RecordType.COMMIT) {
                    keep(segment, header, bytes, payloadAt, commits);
                }
            });
        } catch (IOException e) {
            throw new StoreException("segment " + segment.number() + " cannot be read: " + e, e);
        }
    }

    private void keep(SegmentFile segment, RecordHeader header, ByteBuffer bytes, int payloadAt, List<Found> commits)
            throws IOException {
        try {
            DataKey key = knownStream.test(header.streamId()) ? keys.find(header.keyId()) : null;
            if (key == null) {
                return;
            }
            byte[] plain = reader.open(header, bytes, payloadAt, key);
            RecordLocation location = new RecordLocation(segment.number(), header.offsetBytes(), header.payloadBytes());
            CommitRecord record = CommitRecord.read(plain, header.sequence(), segment.number());
            commits.add(new Found(header.streamId(), record, location));
        } catch (StoreException e) {
            damages.add(new Damage(segment.number(), header.offsetBytes(), String.valueOf(e.getMessage())));
        }
    }

    private void noteDamage(SegmentFile segment, SegmentScan.Result result) {
        for (SegmentScan.BadRecord bad : result.corrupt()) {
            RecordHeader header = bad.header();
            String what = header == null
                    ? "no whole record where one was synced"
                    : header.type() + " record of fragment " + header.sequence() + " of stream " + header.streamId()
                            + " is damaged";
            damages.add(new Damage(segment.number(), bad.offsetBytes(), what));
        }
    }

    /// A commit record counts if it was surely synced, or if everything it names is whole.
    private boolean counts(Found found, long synced) {
        if (found.location().offsetBytes() < synced) {
            return true;
        }
        return isThere(found.record().trackHeader())
                && found.record().extents().stream().allMatch(this::isThere);
    }

    private boolean isThere(RecordLocation location) {
        Long synced = syncedUpTo.get(location.segment());
        return synced != null
                && (location.offsetBytes() < synced
                        || wholeAbove.getOrDefault(location.segment(), Set.of()).contains(location.offsetBytes()));
    }
}
