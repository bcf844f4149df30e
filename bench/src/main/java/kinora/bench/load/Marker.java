package kinora.bench.load;

import io.netty.buffer.ByteBuf;

/// What a reader finds frames by: stands at the beginning of a frame and says when it was sent and how much follows.
/// All other bytes of a frame are below 0x80, so that none is taken for a marker.
final class Marker {
    /// Magic (8), System.nanoTime() of the send (8), bytes of the frame behind the marker (4).
    static final int BYTES = 20;

    static final long MAGIC = 0xFEF0_F1FE_F2F3_FEFFL;
    private static final int MAGIC_BYTES = 8;

    private Marker() {}

    static void stamp(ByteBuf wire, int at, long nowNs) {
        wire.setLong(at + MAGIC_BYTES, nowNs);
    }

    static byte[] unstamped(int frameBytes) {
        byte[] marker = new byte[BYTES];
        for (int i = 0; i < MAGIC_BYTES; i++) {
            marker[i] = (byte) (MAGIC >>> (56 - 8 * i));
        }
        int behind = frameBytes - BYTES;
        for (int i = 0; i < 4; i++) {
            marker[16 + i] = (byte) (behind >>> (24 - 8 * i));
        }
        return marker;
    }
}
