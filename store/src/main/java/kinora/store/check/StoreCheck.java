package kinora.store.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kinora.model.Stream;
import kinora.store.CorruptFragmentException;
import kinora.store.StoreException;
import kinora.store.check.CheckReport.Problem;
import kinora.store.index.FragmentIndex;
import kinora.store.index.IndexRow;
import kinora.store.journal.CommitRecord;
import kinora.store.journal.RecordLocation;
import kinora.store.journal.SegmentReader;
import kinora.store.keys.Sealer;

/// Reads every fragment of a store, opens every seal, and compares what index and commit records say.
public final class StoreCheck {
    private final FragmentIndex index;
    private final SegmentReader segments;
    private final List<Problem> problems = new ArrayList<>();
    private long fragments;
    private long bytes;

    public StoreCheck(FragmentIndex index, SegmentReader segments) {
        this.index = index;
        this.segments = segments;
    }

    public void note(String what, String explanation) {
        problems.add(new Problem(what, explanation));
    }

    public CheckReport run(List<Stream> streams) throws StoreException {
        for (Stream stream : streams) {
            IndexRow row = index.after(stream.id(), -1, Long.MIN_VALUE);
            while (row != null) {
                look(stream, row);
                row = index.after(stream.id(), row.sequence(), Long.MIN_VALUE);
            }
        }
        return new CheckReport(streams.size(), fragments, bytes, problems);
    }

    private void look(Stream stream, IndexRow row) {
        fragments++;
        try {
            compare(row, segments.commit(row.commit(), row.streamId(), row.sequence()));
            segments.trackHeader(row.trackHeader(), row.streamId());
            readPayload(row);
        } catch (StoreException e) {
            note("stream " + stream.name() + ", fragment " + row.number(), String.valueOf(e.getMessage()));
        }
    }

    private static void compare(IndexRow row, CommitRecord record) throws CorruptFragmentException {
        IndexRow computed = IndexRow.of(row.streamId(), row.ordinal(), record, row.commit());
        if (!Objects.equals(row, computed)) {
            throw new CorruptFragmentException("the index says " + row + ", its commit record " + computed);
        }
    }

    private void readPayload(IndexRow row) throws StoreException {
        long read = 0;
        for (int i = 0; i < row.extents().size(); i++) {
            RecordLocation location = row.extents().get(i);
            read += segments.extent(location, row.streamId(), row.sequence(), i).length;
            assert read > 0 || location.payloadBytes() == Sealer.TAG_BYTES;
        }
        if (read != row.sizeBytes()) {
            throw new CorruptFragmentException("its extents hold " + read + " bytes of " + row.sizeBytes());
        }
        bytes += read;
    }
}
