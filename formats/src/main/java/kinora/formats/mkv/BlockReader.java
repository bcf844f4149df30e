package kinora.formats.mkv;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.ebml.Vint;

/// Hot path: reads the header of a Block or SimpleBlock, RFC 9559 section 10.1, and leaves its frames unread.
final class BlockReader {
    private static final int FLAG_KEY = 0x80;
    private static final int FLAG_INVISIBLE = 0x08;
    private static final int FLAG_DISCARDABLE = 0x01;

    private enum Step {
        TRACK,
        TRACK_REST,
        TIME_HIGH,
        TIME_LOW,
        FLAGS,
        LACES
    }

    final Block block = new Block();
    private final LaceReader laces = new LaceReader(block);
    private Step step = Step.TRACK;
    private int trackBytesLeft;
    private long bodyEnd;

    /// The body of the Block or SimpleBlock ends at `end`; `elementOffset` is also that of a BlockGroup around it.
    void start(boolean simple, long elementOffset, long end) {
        block.simple = simple;
        block.elementOffset = elementOffset;
        block.elementEnd = end;
        bodyEnd = end;
        step = Step.TRACK;
    }

    /// Reads on until the header is complete or `in` is empty; true when it is complete.
    boolean read(ByteBuffer in, long position) throws MalformedMediaException {
        long at = position;
        while (at < bodyEnd && in.hasRemaining()) {
            at++;
            if (add(in.get() & 0xFF)) {
                finish(at);
                return true;
            }
        }
        if (at == bodyEnd) {
            throw new MalformedMediaException("a block is too short for its header", block.elementOffset);
        }
        return false;
    }

    private boolean add(int next) throws MalformedMediaException {
        switch (step) {
            case TRACK -> startTrack(next);
            case TRACK_REST -> addTrack(next);
            case TIME_HIGH -> {
                block.relativeTicks = (byte) next << 8;
                step = Step.TIME_LOW;
            }
            case TIME_LOW -> {
                block.relativeTicks |= next;
                step = Step.FLAGS;
            }
            case FLAGS -> {
                return readFlags(next);
            }
            case LACES -> {
                return laces.add(next);
            }
        }
        return false;
    }

    private void startTrack(int next) throws MalformedMediaException {
        int length = Vint.lengthOf(next);
        if (length > Vint.BYTES_MAX) {
            throw new MalformedMediaException("a block's track number begins with a zero byte", block.elementOffset);
        }
        block.trackNumber = Vint.firstData(next, length);
        trackBytesLeft = length - 1;
        endTrackByte();
    }

    private void addTrack(int next) throws MalformedMediaException {
        block.trackNumber = (block.trackNumber << 8) | next;
        trackBytesLeft--;
        endTrackByte();
    }

    private void endTrackByte() throws MalformedMediaException {
        step = trackBytesLeft == 0 ? Step.TIME_HIGH : Step.TRACK_REST;
        if (trackBytesLeft == 0 && block.trackNumber == 0) {
            throw new MalformedMediaException("a block names track 0", block.elementOffset);
        }
    }

    private boolean readFlags(int flags) {
        block.keyFrame = block.simple && (flags & FLAG_KEY) != 0;
        block.discardable = block.simple && (flags & FLAG_DISCARDABLE) != 0;
        block.invisible = (flags & FLAG_INVISIBLE) != 0;
        block.lacing = Lacing.of(flags);
        if (block.lacing == Lacing.NONE) {
            return true;
        }
        laces.start(bodyEnd);
        step = Step.LACES;
        return false;
    }

    private void finish(long payloadOffset) throws MalformedMediaException {
        block.payloadOffset = payloadOffset;
        block.payloadBytes = (int) (bodyEnd - payloadOffset);
        laces.finish();
    }
}
