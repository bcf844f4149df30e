package kinora.formats.mkv;

import kinora.formats.MalformedMediaException;
import kinora.formats.ebml.Vint;

/// Reads the frame sizes of a laced block byte by byte, RFC 9559 section 10.3. All but the last are written down.
final class LaceReader {
    private static final int FRAMES_MAX = 256;
    private static final int XIPH_MORE = 255;

    private final Block block;
    private long bodyEnd;
    private boolean countRead;
    private int index;
    private long sum;
    private long value;
    private int vintBytes;
    private int vintBytesLeft;

    LaceReader(Block block) {
        this.block = block;
    }

    void start(long blockEnd) {
        bodyEnd = blockEnd;
        countRead = false;
        index = 0;
        sum = 0;
        value = 0;
        vintBytesLeft = 0;
    }

    /// Takes the next byte and says whether the lacing's header is complete.
    boolean add(int next) throws MalformedMediaException {
        if (!countRead) {
            return readCount(next);
        }
        if (block.lacing == Lacing.XIPH) {
            addXiph(next);
        } else {
            addEbml(next);
        }
        return index == block.frameCount - 1;
    }

    private boolean readCount(int next) {
        countRead = true;
        block.frameCount = next + 1;
        if (block.lacing == Lacing.FIXED_SIZE) {
            return true;
        }
        if (block.frameSizes.length == 0) {
            block.frameSizes = new int[FRAMES_MAX];
        }
        return block.frameCount == 1;
    }

    private void addXiph(int next) throws MalformedMediaException {
        value += next;
        if (next == XIPH_MORE) {
            check(sum + value);
        } else {
            frame(value);
        }
    }

    private void addEbml(int next) throws MalformedMediaException {
        if (vintBytesLeft == 0) {
            startVint(next);
        } else {
            value = (value << 8) | next;
            vintBytesLeft--;
        }
        if (vintBytesLeft == 0) {
            finishVint();
        }
    }

    private void startVint(int next) throws MalformedMediaException {
        vintBytes = Vint.lengthOf(next);
        if (vintBytes > Vint.BYTES_MAX) {
            throw malformed("no lace size begins with a zero byte");
        }
        vintBytesLeft = vintBytes - 1;
        value = Vint.firstData(next, vintBytes);
    }

    /// The first size stands as it is, each later one as its difference from the one before, biased to be positive.
    private void finishVint() throws MalformedMediaException {
        if (value == Vint.allOnes(vintBytes)) {
            throw malformed("a lace size is unknown");
        }
        if (index == 0) {
            frame(value);
        } else {
            long bias = (1L << (7 * vintBytes - 1)) - 1;
            frame(block.frameSizes[index - 1] + value - bias);
        }
    }

    private void frame(long bytes) throws MalformedMediaException {
        if (bytes < 0) {
            throw malformed("a laced frame of " + bytes + " bytes");
        }
        check(bytes);
        sum += bytes;
        check(sum);
        block.frameSizes[index++] = (int) bytes;
        value = 0;
    }

    private void check(long bytes) throws MalformedMediaException {
        if (bytes > bodyEnd - block.elementOffset) {
            throw malformed("laced frames are larger than their block");
        }
    }

    /// The header is read; what is left of the payload belongs to the last frame.
    void finish() throws MalformedMediaException {
        switch (block.lacing) {
            case NONE -> block.frameCount = 1;
            case FIXED_SIZE -> checkEven();
            case XIPH, EBML -> finishLast();
        }
    }

    private void checkEven() throws MalformedMediaException {
        if (block.payloadBytes % block.frameCount != 0) {
            throw malformed(block.payloadBytes + " bytes cannot be " + block.frameCount + " frames of the same size");
        }
    }

    private void finishLast() throws MalformedMediaException {
        if (sum > block.payloadBytes) {
            throw malformed("laced frames are larger than their block");
        }
        block.frameSizes[block.frameCount - 1] = (int) (block.payloadBytes - sum);
    }

    private MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, block.elementOffset);
    }
}
