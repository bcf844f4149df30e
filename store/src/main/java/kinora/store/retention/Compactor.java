package kinora.store.retention;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kinora.model.AckError;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import kinora.store.block.Block;
import kinora.store.block.BlockPool;
import kinora.store.index.IndexRow;
import kinora.store.index.IndexSweep;
import kinora.store.index.IndexSweep.Resident;
import kinora.store.journal.Append;
import kinora.store.journal.CommitRecord;
import kinora.store.journal.CommittedFragment;
import kinora.store.journal.FragmentWrite;
import kinora.store.journal.Journal;
import kinora.store.journal.RecordLocation;
import kinora.store.journal.SegmentReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what lives out of a mostly dead segment file: the fragment is written again as if it had just arrived, with
/// its old number, and its row follows. The procedure "Compact a segment" of `docs/design/store.md`.
public final class Compactor {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final long WRITE_TIMEOUT_S = 60;

    private final IndexSweep sweep;
    private final Journal journal;
    private final SegmentReader reader;
    private final BlockPool pool;

    public Compactor(IndexSweep sweep, Journal journal, SegmentReader reader, BlockPool pool) {
        this.sweep = sweep;
        this.journal = journal;
        this.reader = reader;
        this.pool = pool;
    }

    /// True when nothing that lives is left in the file.
    boolean moveAll(List<Resident> living, Map<Long, Long> horizonsMs) {
        try {
            for (Resident resident : living) {
                long horizonMs = horizonsMs.getOrDefault(resident.streamId(), Long.MAX_VALUE);
                for (IndexRow row : sweep.rowsIn(resident, horizonMs)) {
                    move(row);
                }
                sweep.forgetResident(resident, horizonMs);
            }
            return true;
        } catch (StoreException e) {
            LOG.error("a segment file cannot be compacted and stays as it is: {}", e.getMessage());
            return false;
        }
    }

    // Into the class of what lives longest: what outlives its neighbours tends to.
    private void move(IndexRow row) throws StoreException {
        CommitRecord record = reader.commit(row.commit(), row.streamId(), row.sequence());
        byte[] header = reader.trackHeader(row.trackHeader(), row.streamId());
        Moved moved = new Moved();
        FragmentWrite write = new FragmentWrite(
                row.streamId(),
                row.number(),
                record.start(),
                new TrackHeader(header),
                Journal.RETENTION_CLASSES - 1,
                moved);
        long start = 0;
        for (int i = 0; i < row.extents().size(); i++) {
            RecordLocation location = row.extents().get(i);
            byte[] plain = reader.extent(location, row.streamId(), row.sequence(), i);
            journal.add(new Append.Extent(write, i, start, plain.length, blocks(plain), 0));
            start += plain.length;
        }
        journal.add(new Append.Commit(write, record.end(), record.sizeBytes()));
        CommittedFragment committed = moved.await();
        sweep.move(IndexRow.of(row.streamId(), row.ordinal(), committed.record(), committed.location()));
        committed.indexed();
    }

    private Block[] blocks(byte[] plain) {
        List<Block> blocks = new ArrayList<>();
        ByteBuffer from = ByteBuffer.wrap(plain);
        while (from.hasRemaining()) {
            Block block = pool.take(blocks.size());
            from.get(block.bytes(), 0, Math.min(from.remaining(), block.bytes().length));
            blocks.add(block);
        }
        return blocks.toArray(Block[]::new);
    }

    private static final class Moved implements FragmentWrite.Listener {
        private final CompletableFuture<CommittedFragment> done = new CompletableFuture<>();

        @Override
        public void onExtentSynced(RecordLocation location, long payloadStart, long payloadEnd) {}

        @Override
        public void onCommitted(CommittedFragment committed) {
            done.complete(committed);
        }

        @Override
        public void onFailed(AckError error, String explanation) {
            done.completeExceptionally(new StoreException(explanation));
        }

        CommittedFragment await() throws StoreException {
            try {
                return done.get(WRITE_TIMEOUT_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new StoreException("a moved fragment could not be written: " + e.getMessage(), e);
            }
        }
    }
}
