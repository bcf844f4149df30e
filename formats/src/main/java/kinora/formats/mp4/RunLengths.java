package kinora.formats.mp4;

import java.nio.ByteBuffer;
import kinora.formats.bits.ByteSink;

/// Equal values in a row kept as one entry, as `stts` and `ctts` do.
final class RunLengths {
    private static final int ENTRY_BYTES = 8;

    private final ByteSink entries = new ByteSink();
    private int count;
    private int value;
    private int min;
    private int max;

    void add(int next) {
        if (count > 0 && next != value) {
            entries.u32(count).u32(value);
            count = 0;
        }
        value = next;
        count++;
        min = Math.min(min, next);
        max = Math.max(max, next);
    }

    /// The lowest value, or 0.
    int min() {
        return min;
    }

    boolean isAllZero() {
        return min == 0 && max == 0;
    }

    /// Receives each run.
    interface Receiver {
        void run(int count, int value);
    }

    void forEach(Receiver receiver) {
        ByteBuffer in = entries.asByteBuffer();
        while (in.hasRemaining()) {
            receiver.run(in.getInt(), in.getInt());
        }
        if (count > 0) {
            receiver.run(count, value);
        }
    }

    int entryCount() {
        return entries.length() / ENTRY_BYTES + (count > 0 ? 1 : 0);
    }
}
