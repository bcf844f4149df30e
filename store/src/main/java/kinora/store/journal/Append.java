package kinora.store.journal;

import kinora.store.FragmentEnd;
import kinora.store.block.Block;
import org.jspecify.annotations.Nullable;

/// A piece of work for the journal's thread. Its blocks stay retained until it is done.
public sealed interface Append extends JournalWork {
    FragmentWrite fragment();

    /// The work is over, well or badly.
    void done();

    /// Seal and append the payload bytes from `payloadStart`; `blocks` hold them, the first one at `firstOffset`.
    record Extent(
            FragmentWrite fragment,
            int index,
            long payloadStart,
            int lengthBytes,
            @Nullable Block[] blocks,
            int firstOffset)
            implements Append {
        @Override
        public void done() {
            for (int i = 0; i < blocks.length; i++) {
                Block block = blocks[i];
                // Forgotten too: the rest of the group may keep this record reachable for a while.
                blocks[i] = null;
                if (block != null) {
                    block.release();
                }
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
