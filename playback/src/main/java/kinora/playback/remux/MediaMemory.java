package kinora.playback.remux;

import java.util.concurrent.Semaphore;

/// How many bytes of media may be worked on at once. Whoever wants more waits its turn; one fragment, however large,
/// always gets through.
final class MediaMemory {
    private static final int UNIT_BYTES = 1 << 10;

    private final int units;
    private final Semaphore free;

    MediaMemory(long bytes) {
        units = Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
        free = new Semaphore(units, true);
    }

    /// Waits for room for `bytes`. Closing the lease gives it back.
    Lease take(long bytes) throws InterruptedException {
        int wanted = Math.clamp(bytes / UNIT_BYTES + 1, 1, units);
        free.acquire(wanted);
        return () -> free.release(wanted);
    }

    /// Room that was taken.
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
