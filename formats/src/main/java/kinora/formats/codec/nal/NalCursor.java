package kinora.formats.codec.nal;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;

/// Walks the NAL units of one sample without copying: behind start codes (Annex B) or behind their lengths
/// (ISO/IEC 14496-15). Units without a byte are passed over. Its values are those of the unit last stepped to.
public final class NalCursor {
    private static final int ANNEX_B = 0;

    private final ByteBuffer sample;
    private final int lengthBytes;
    private final int base;
    private final int end;
    private int next;
    private int start;
    private int length;

    private NalCursor(ByteBuffer sample, int lengthBytes) {
        this.sample = sample;
        this.lengthBytes = lengthBytes;
        this.base = sample.position();
        this.end = sample.limit();
        this.next = base;
    }

    /// Bytes before the first start code are passed over. The buffer's own position is neither used later nor moved.
    public static NalCursor annexB(ByteBuffer sample) {
        NalCursor cursor = new NalCursor(sample, ANNEX_B);
        cursor.next = cursor.startCodeFrom(cursor.base);
        return cursor;
    }

    /// `lengthBytes` is 1, 2 or 4.
    public static NalCursor lengthPrefixed(ByteBuffer sample, int lengthBytes) {
        if (lengthBytes != 1 && lengthBytes != 2 && lengthBytes != 4) {
            throw new IllegalArgumentException("NAL unit lengths of " + lengthBytes + " bytes");
        }
        return new NalCursor(sample, lengthBytes);
    }

    /// Steps to the next unit; false behind the last one.
    public boolean next() throws MalformedMediaException {
        do {
            if (next >= end) {
                return false;
            }
            if (lengthBytes == ANNEX_B) {
                stepOverStartCode();
            } else {
                stepOverLength();
            }
        } while (length == 0);
        return true;
    }

    private void stepOverLength() throws MalformedMediaException {
        if (end - next < lengthBytes) {
            throw malformed("a sample ends within a NAL unit's length");
        }
        long announced = 0;
        for (int i = 0; i < lengthBytes; i++) {
            announced = announced << 8 | (sample.get(next + i) & 0xFF);
        }
        if (announced > end - next - lengthBytes) {
            throw malformed("a NAL unit of " + announced + " bytes does not fit into its sample");
        }
        start = next + lengthBytes;
        length = (int) announced;
        next = start + length;
    }

    private void stepOverStartCode() {
        start = next + StartCode.BYTES;
        next = startCodeFrom(start);
        int last = next;
        while (last > start && sample.get(last - 1) == 0) {
            last--;
        }
        length = last - start;
    }

    private int startCodeFrom(int from) {
        return StartCode.indexFrom(sample, from);
    }

    /// Index in the buffer of the unit's first byte, its header.
    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    /// The byte at `index` of the unit, 0 to 255.
    public int u8(int index) {
        return sample.get(start + index) & 0xFF;
    }

    public ByteBuffer unit() {
        return sample.slice(start, length);
    }

    private MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, next - base);
    }
}
