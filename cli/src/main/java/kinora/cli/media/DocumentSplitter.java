package kinora.cli.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Finds where one Matroska document ends and the next begins in a stream of several, without looking into frames.
///
/// It steps from element to element: into Segments, and into Clusters without size; over everything else. So a frame
/// that happens to contain the id of an EBML header misleads nobody.
final class DocumentSplitter {
    private static final int EBML_HEADER = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int CLUSTER = 0x1F43B675;
    private static final int ELEMENT_HEADER_BYTES_MAX = 12;
    private static final long UNKNOWN = -1;

    private final Sink sink;
    private final byte[] header = new byte[ELEMENT_HEADER_BYTES_MAX];
    private int headerLength;
    private long bodyBytesLeft;

    /// Gets every byte once and in order, and a call before the first one of each document.
    interface Sink {
        void documentStart() throws IOException;

        void bytes(ByteBuffer bytes) throws IOException;
    }

    DocumentSplitter(Sink sink) {
        this.sink = sink;
    }

    void feed(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            if (bodyBytesLeft > 0) {
                passBody(in);
            } else {
                readHeader(in);
            }
        }
    }

    private void passBody(ByteBuffer in) throws IOException {
        int count = (int) Math.min(in.remaining(), bodyBytesLeft);
        sink.bytes(in.slice(in.position(), count));
        in.position(in.position() + count);
        bodyBytesLeft -= count;
    }

    private void readHeader(ByteBuffer in) throws IOException {
        header[headerLength++] = in.get();
        int idBytes = vintBytes(header[0]);
        if (idBytes > 4) {
            throw new IOException("the server's media is no Matroska: an element id of " + idBytes + " bytes");
        }
        if (headerLength > idBytes && headerLength == idBytes + vintBytes(header[idBytes])) {
            startElement(bigEndian(0, idBytes), size(idBytes, headerLength - idBytes));
        }
    }

    private void startElement(long id, long size) throws IOException {
        boolean opened = id == SEGMENT || (id == CLUSTER && size == UNKNOWN);
        if (size == UNKNOWN && !opened) {
            throw new IOException(
                    "the server's media is no Matroska: element " + Long.toHexString(id) + " has no size");
        }
        if (id == EBML_HEADER) {
            sink.documentStart();
        }
        sink.bytes(ByteBuffer.wrap(header.clone(), 0, headerLength));
        headerLength = 0;
        bodyBytesLeft = opened ? 0 : size;
    }

    private long size(int from, int count) {
        long value = bigEndian(from, count) & ((1L << (7 * count)) - 1);
        return value == (1L << (7 * count)) - 1 ? UNKNOWN : value;
    }

    private long bigEndian(int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = (value << 8) | (header[i] & 0xFF);
        }
        return value;
    }

    /// RFC 8794 section 4: the zeros in front of the first one count the bytes that follow.
    private static int vintBytes(byte first) throws IOException {
        if (first == 0) {
            throw new IOException("the server's media is no Matroska: a number of more than 8 bytes");
        }
        return Integer.numberOfLeadingZeros(first & 0xFF) - 23;
    }
}
