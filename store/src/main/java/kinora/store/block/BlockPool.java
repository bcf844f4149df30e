package kinora.store.block;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Hands out blocks and counts their capacity against one bound. The bound is not enforced here: the store frees
/// memory and stops reading sockets when [#usedBytes()] comes near it.
///
/// A fragment's blocks grow (4, 16, then 64 KiB), so that thousands of nearly silent producers stay cheap.
public final class BlockPool {
    public static final int SMALL_BYTES = 4 << 10;
    public static final int MEDIUM_BYTES = 16 << 10;
    public static final int LARGE_BYTES = 64 << 10;

    private final long boundBytes;
    private final Shelf small;
    private final Shelf medium;
    private final Shelf large;
    private final AtomicLong usedBytes = new AtomicLong();

    public BlockPool(long boundBytes) {
        this.boundBytes = boundBytes;
        // What a pool keeps in reserve it keeps from everyone else: a quarter of the bound at most.
        this.small = new Shelf(SMALL_BYTES, boundBytes / 32);
        this.medium = new Shelf(MEDIUM_BYTES, boundBytes / 32);
        this.large = new Shelf(LARGE_BYTES, boundBytes / 4);
    }

    /// The block for the `index`-th place of a fragment.
    public Block take(int index) {
        Shelf shelf = index == 0 ? small : index == 1 ? medium : large;
        usedBytes.addAndGet(shelf.blockBytes);
        return shelf.take();
    }

    void takeBack(Block block) {
        int capacity = block.bytes().length;
        usedBytes.addAndGet(-capacity);
        Shelf shelf = capacity == SMALL_BYTES ? small : capacity == MEDIUM_BYTES ? medium : large;
        shelf.put(block);
    }

    public long usedBytes() {
        return usedBytes.get();
    }

    public long boundBytes() {
        return boundBytes;
    }

    /// Which of a fragment's blocks holds a position.
    public static int indexOf(long position) {
        if (position < SMALL_BYTES) {
            return 0;
        }
        return position < SMALL_BYTES + MEDIUM_BYTES
                ? 1
                : Math.toIntExact(2 + (position - SMALL_BYTES - MEDIUM_BYTES) / LARGE_BYTES);
    }

    /// The position of the first byte of a fragment's `index`-th block.
    public static long startOf(int index) {
        return switch (index) {
            case 0 -> 0;
            case 1 -> SMALL_BYTES;
            default -> SMALL_BYTES + MEDIUM_BYTES + (long) (index - 2) * LARGE_BYTES;
        };
    }

    private final class Shelf {
        private final int blockBytes;
        private final long keptMax;
        private final ConcurrentLinkedQueue<Block> free = new ConcurrentLinkedQueue<>();
        private final AtomicInteger kept = new AtomicInteger();

        Shelf(int blockBytes, long reserveBytes) {
            this.blockBytes = blockBytes;
            this.keptMax = reserveBytes / blockBytes;
        }

        Block take() {
            Block block = free.poll();
            if (block == null) {
                block = new Block(BlockPool.this, blockBytes);
            } else {
                kept.decrementAndGet();
            }
            block.open();
            return block;
        }

        void put(Block block) {
            if (kept.get() < keptMax) {
                kept.incrementAndGet();
                free.add(block);
            }
        }
    }
}
