package kinora.ingest;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import org.jspecify.annotations.Nullable;

/// Puts a session's acknowledgements in order. BUFFERING and RECEIVED go out at once; PERSISTED and ERROR in the order
/// of the fragments, so that a client that hangs up at an ERROR has heard of everything that was kept before.
final class AckQueue {
    private final Consumer<Ack> out;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();

    AckQueue(Consumer<Ack> out) {
        this.out = out;
    }

    void buffering(long timecodeMs, FragmentNumber number) {
        out.accept(new Ack.Buffering(timecodeMs, number));
    }

    /// The fragment is whole; if it `awaitsStore`, the store will say how it ended.
    void received(long timecodeMs, FragmentNumber number, boolean awaitsStore) {
        out.accept(new Ack.Received(timecodeMs, number));
        if (awaitsStore) {
            waiting.add(new Entry(timecodeMs, number));
        }
    }

    void failed(@Nullable Long timecodeMs, @Nullable FragmentNumber number, AckError error) {
        Entry entry = new Entry(timecodeMs, number);
        entry.settled = new Ack.Failed(timecodeMs, number, error);
        waiting.add(entry);
        flush();
    }

    /// False for a number that nobody waits for.
    boolean settle(FragmentNumber number, @Nullable AckError error) {
        for (Entry entry : waiting) {
            if (number.equals(entry.number) && entry.settled == null) {
                long timecodeMs = entry.timecodeMs == null ? 0 : entry.timecodeMs;
                entry.settled = error == null
                        ? new Ack.Persisted(timecodeMs, number)
                        : new Ack.Failed(entry.timecodeMs, number, error);
                flush();
                return true;
            }
        }
        return false;
    }

    void idle() {
        out.accept(new Ack.Idle());
    }

    /// Fragments that the store has not spoken about yet, and what stands behind them.
    int waiting() {
        return waiting.size();
    }

    private void flush() {
        Entry first = waiting.peek();
        while (first != null && first.settled != null) {
            out.accept(first.settled);
            waiting.remove();
            first = waiting.peek();
        }
    }

    private static final class Entry {
        private final @Nullable Long timecodeMs;
        private final @Nullable FragmentNumber number;
        private @Nullable Ack settled;

        Entry(@Nullable Long timecodeMs, @Nullable FragmentNumber number) {
            this.timecodeMs = timecodeMs;
            this.number = number;
        }
    }
}
