package kinora.ingest;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;

/// Hands the received bytes on by their offsets in the input, straight from the receive buffer. Keeps no more than the
/// few bytes of an element header that is not yet whole: they may belong to the next Cluster.
final class Intake {
    /// Where bytes go at the moment.
    interface Target {
        void take(ByteBuffer bytes) throws MalformedMediaException;
    }

    private static final int CARRY_BYTES_MAX = 16;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final ByteBuffer carry = ByteBuffer.allocate(CARRY_BYTES_MAX).limit(0);
    private ByteBuffer source = EMPTY;
    private Target target;

    /// The offset of the first byte not yet handed on.
    private long offset;

    Intake(Target target) {
        this.target = target;
    }

    void to(Target next) {
        target = next;
    }

    /// The next piece of the input has come; it is read through `view` until [#end].
    void begin(ByteBuffer view) {
        source = view;
    }

    /// Hands on everything before `end`.
    void take(long end) throws MalformedMediaException {
        take(carry, end);
        take(source, end);
    }

    private void take(ByteBuffer from, long end) throws MalformedMediaException {
        int count = (int) Math.min(from.remaining(), end - offset);
        if (count <= 0) {
            return;
        }
        int limit = from.limit();
        int next = from.position() + count;
        from.limit(next);
        target.take(from);
        from.limit(limit).position(next);
        offset += count;
    }

    /// Hands on what is settled and keeps the rest for the next piece.
    void end(long settled) throws MalformedMediaException {
        take(settled);
        carry.compact().put(source).flip();
        source = EMPTY;
    }
}
