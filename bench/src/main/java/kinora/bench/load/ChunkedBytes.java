package kinora.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes in HTTP chunks of a size, and where each of them then lies.
final class ChunkedBytes {
    private final byte[] body;
    private final int chunkBytes;
    private final byte[] wire;

    ChunkedBytes(byte[] body, int chunkBytes) {
        this.body = body;
        this.chunkBytes = chunkBytes;
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
        for (int at = 0; at < body.length; at += chunkBytes) {
            int length = lengthAt(at);
            out.writeBytes(sizeLine(length));
            out.write(body, at, length);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        this.wire = out.toByteArray();
    }

    byte[] wire() {
        return wire;
    }

    int wireOffset(int bodyOffset) {
        int wholeChunks = bodyOffset / chunkBytes;
        int wholeChunkOnWire = sizeLine(chunkBytes).length + chunkBytes + 2;
        int inChunk = bodyOffset % chunkBytes;
        return wholeChunks * wholeChunkOnWire + sizeLine(lengthAt(wholeChunks * chunkBytes)).length + inChunk;
    }

    private int lengthAt(int chunkStart) {
        return Math.min(chunkBytes, body.length - chunkStart);
    }

    private static byte[] sizeLine(int length) {
        return (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
