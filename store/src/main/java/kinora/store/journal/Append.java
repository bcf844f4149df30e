package kinora.store.journal;

import kinora.store.FragmentEnd;
import kinora.store.block.Block;

/// A piece of work for the journal's thread. Its blocks stay retained until it is done.
public sealed interface Append extends JournalWork {
    FragmentWrite fragment();

    /// The work is over, well or badly.
    void done();

    /// Seal and append the payload bytes from `payloadStart`; `blocks` hold them, the first one at `firstOffset`.
    record Extent(
            FragmentWrite fragment, int index, long payloadStart, int lengthBytes, Block[] blocks, int firstOffset)
            implements Append {
        @Override
        public void done() {
            for (Block block : blocks) {
                block.release();
            }
        }
    }

    /// The fragment was given up: forget it and let go of its segments.
    record Abandon(FragmentWrite fragment) implements Append {
        @Override
        public void done() {}
    }

    /// Append the commit record: all extents were handed over before.
    record Commit(FragmentWrite fragment, FragmentEnd end, long sizeBytes) implements Append {
        @Override
        public void done() {}
    }
}
