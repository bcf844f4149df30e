package kinora.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.function.LongConsumer;

/// Finds marked frames in what a reader gets, in pieces of any size, and tells when each was sent once it is whole.
final class FrameFinder {
    private static final byte FIRST = (byte) (Marker.MAGIC >>> 56);
    private static final int MAGIC_BYTES = 8;

    private final LongConsumer whole;
    private int markerBytes;
    private long sentNs;
    private int behind;

    FrameFinder(LongConsumer whole) {
        this.whole = whole;
    }

    void read(ByteBuf in) {
        while (in.isReadable()) {
            if (markerBytes == Marker.BYTES) {
                skipFrame(in);
            } else if (markerBytes >= MAGIC_BYTES) {
                readStamp(in.readByte());
            } else {
                match(in);
            }
        }
    }

    private void match(ByteBuf in) {
        if (markerBytes == 0) {
            int before = in.bytesBefore(FIRST);
            in.skipBytes(before < 0 ? in.readableBytes() : before);
            if (before < 0) {
                return;
            }
        }
        byte next = in.readByte();
        if (next == (byte) (Marker.MAGIC >>> (56 - 8 * markerBytes))) {
            markerBytes++;
        } else {
            markerBytes = next == FIRST ? 1 : 0;
        }
    }

    private void readStamp(byte next) {
        if (markerBytes < 16) {
            sentNs = (sentNs << 8) | (next & 0xFF);
        } else {
            behind = (behind << 8) | (next & 0xFF);
        }
        markerBytes++;
        tellIfWhole();
    }

    private void skipFrame(ByteBuf in) {
        int count = Math.min(behind, in.readableBytes());
        in.skipBytes(count);
        behind -= count;
        tellIfWhole();
    }

    private void tellIfWhole() {
        if (markerBytes == Marker.BYTES && behind == 0) {
            markerBytes = 0;
            whole.accept(sentNs);
        }
    }
}
