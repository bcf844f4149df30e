package kinora.formats.ebml;

import java.util.Locale;
import kinora.formats.MalformedMediaException;

/// An element's id and size, gathered byte by byte so that input may break anywhere. Reused for all elements.
public final class ElementHeader {
    /// Matroska's ids have at most 4 bytes, and we refuse documents that declare longer ones.
    public static final int ID_BYTES_MAX = 4;

    private int sizeBytesMax = Vint.BYTES_MAX;
    private long offsetBytes;
    private int count;
    private int idBytes;
    private int sizeBytes;
    private int id;
    private long size;

    /// The document's EBMLMaxSizeLength, once its header is read.
    public void limitSizeBytes(int bytesMax) {
        sizeBytesMax = bytesMax;
    }

    public void start(long atOffsetBytes) {
        offsetBytes = atOffsetBytes;
        count = 0;
    }

    /// Takes the next byte and says whether the header is complete.
    public boolean add(byte next) throws MalformedMediaException {
        int value = next & 0xFF;
        if (count == 0) {
            startId(value);
        } else if (count < idBytes) {
            id = (id << 8) | value;
        } else if (count == idBytes) {
            startSize(value);
        } else {
            size = (size << 8) | value;
        }
        count++;
        if (count == idBytes) {
            checkId();
        }
        boolean complete = count > idBytes && count == idBytes + sizeBytes;
        if (complete && size == Vint.allOnes(sizeBytes)) {
            size = Vint.UNKNOWN;
        }
        return complete;
    }

    private void startId(int first) throws MalformedMediaException {
        idBytes = Vint.lengthOf(first);
        if (idBytes > ID_BYTES_MAX) {
            throw new MalformedMediaException("no element id begins with byte " + hex(first), offsetBytes);
        }
        id = first;
    }

    /// RFC 8794 section 5: neither all zero nor all one, and as short as can be.
    private void checkId() throws MalformedMediaException {
        long data = id & Vint.allOnes(idBytes);
        boolean reserved = data == 0 || data == Vint.allOnes(idBytes);
        boolean overlong = idBytes > 1 && data < Vint.allOnes(idBytes - 1);
        if (reserved || overlong) {
            throw new MalformedMediaException(hex(id) + " is not a valid element id", offsetBytes);
        }
    }

    private void startSize(int first) throws MalformedMediaException {
        sizeBytes = Vint.lengthOf(first);
        if (sizeBytes > sizeBytesMax) {
            throw new MalformedMediaException(
                    "the size of element " + hex(id) + " is longer than " + sizeBytesMax + " bytes", offsetBytes);
        }
        size = Vint.firstData(first, sizeBytes);
    }

    public boolean isStarted() {
        return count > 0;
    }

    public boolean isIdRead() {
        return count >= idBytes;
    }

    public int id() {
        return id;
    }

    /// Bytes of the element's data, or [Vint#UNKNOWN].
    public long size() {
        return size;
    }

    public boolean isUnknownSize() {
        return size == Vint.UNKNOWN;
    }

    /// Where the element's id begins.
    public long offsetBytes() {
        return offsetBytes;
    }

    /// Bytes of id and size together, read so far.
    public int headerBytes() {
        return count;
    }

    public static String hex(int id) {
        return "0x" + Integer.toHexString(id).toUpperCase(Locale.ROOT);
    }
}
