package kinora.formats.ebml;

import java.nio.charset.StandardCharsets;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;

/// Walks the children of a master that is whole in memory. Reads nothing outside of it, whatever the sizes say.
public final class ElementCursor {
    private static final int FLOAT_BYTES = 4;
    private static final int DOUBLE_BYTES = 8;

    private final byte[] bytes;
    private final int end;
    private final long baseOffsetBytes;
    private final int depthLeft;
    private final ElementHeader header = new ElementHeader();
    private int position;
    private int dataStart;
    private int dataEnd;

    /// `bytes[0]` stands at `baseOffsetBytes` of the input; `depthMax` masters may be open below this one.
    public ElementCursor(byte[] bytes, int length, long baseOffsetBytes, int depthMax) {
        this(bytes, 0, length, baseOffsetBytes, depthMax);
    }

    private ElementCursor(byte[] bytes, int start, int end, long baseOffsetBytes, int depthLeft) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.baseOffsetBytes = baseOffsetBytes;
        this.depthLeft = depthLeft;
    }

    /// Moves to the next child; false at the end of the master.
    public boolean next() throws MalformedMediaException {
        if (position == end) {
            return false;
        }
        header.start(baseOffsetBytes + position);
        while (!header.add(byteAt(position))) {
            position++;
        }
        position++;
        if (header.isUnknownSize() || header.size() > end - position) {
            throw malformed(ElementHeader.hex(id()) + " does not fit in its parent");
        }
        dataStart = position;
        dataEnd = position + (int) header.size();
        position = dataEnd;
        return true;
    }

    private byte byteAt(int index) throws MalformedMediaException {
        if (index == end) {
            throw malformed("an element header runs over the end of its parent");
        }
        return bytes[index];
    }

    public int id() {
        return header.id();
    }

    /// Where the present child begins in the input.
    public long offsetBytes() {
        return header.offsetBytes();
    }

    /// The children of the present child.
    public ElementCursor children() throws MalformedMediaException {
        if (depthLeft == 0) {
            throw malformed("elements are nested too deep");
        }
        return new ElementCursor(bytes, dataStart, dataEnd, baseOffsetBytes, depthLeft - 1);
    }

    /// RFC 8794 section 7.2; an empty element stands for its default.
    public long unsigned(long valueIfEmpty) throws MalformedMediaException {
        long value = dataEnd == dataStart ? valueIfEmpty : bits();
        if (value < 0) {
            throw malformed("an integer of 2^63 or more");
        }
        return value;
    }

    public int unsignedInt(int valueIfEmpty) throws MalformedMediaException {
        long value = unsigned(valueIfEmpty);
        if (value > Integer.MAX_VALUE) {
            throw malformed(value + " is too large");
        }
        return (int) value;
    }

    public double floating(double valueIfEmpty) throws MalformedMediaException {
        int length = dataEnd - dataStart;
        return switch (length) {
            case 0 -> valueIfEmpty;
            case FLOAT_BYTES -> Float.intBitsToFloat((int) bits());
            case DOUBLE_BYTES -> Double.longBitsToDouble(bits());
            default -> throw malformed("a float of " + length + " bytes");
        };
    }

    /// All bytes as one number, whatever its sign: UIDs use the full 64 bits.
    public long bits() throws MalformedMediaException {
        if (dataEnd - dataStart > Long.BYTES) {
            throw malformed("an integer of " + (dataEnd - dataStart) + " bytes");
        }
        long value = 0;
        for (int i = dataStart; i < dataEnd; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    /// RFC 8794 section 7.5: text ends at the first zero byte, what follows is padding.
    public String text() {
        int textEnd = dataStart;
        while (textEnd < dataEnd && bytes[textEnd] != 0) {
            textEnd++;
        }
        return new String(bytes, dataStart, textEnd - dataStart, StandardCharsets.UTF_8);
    }

    public int dataBytes() {
        return dataEnd - dataStart;
    }

    public Bytes binary() {
        return Bytes.of(bytes, dataStart, dataEnd);
    }

    public MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, header.offsetBytes());
    }
}
