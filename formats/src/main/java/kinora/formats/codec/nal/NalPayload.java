package kinora.formats.codec.nal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kinora.formats.bits.BitReader;
import kinora.formats.bits.Bytes;

/// What a NAL unit says once its emulation prevention bytes are out (ITU-T H.264 section 7.3.1).
public final class NalPayload {
    /// No field that a container needs lies further in; what is longer is read up to here.
    private static final int BYTES_MAX = 16 << 10;

    private NalPayload() {}

    /// The payload behind a NAL unit's header of `headerBytes`.
    public static BitReader reader(Bytes unit, int headerBytes) {
        return reader(unit.asByteBuffer(), headerBytes);
    }

    public static BitReader reader(ByteBuffer unit, int headerBytes) {
        return new BitReader(unescaped(unit, headerBytes));
    }

    static byte[] unescaped(ByteBuffer unit, int headerBytes) {
        int end = unit.limit();
        byte[] payload = new byte[Math.min(Math.max(unit.remaining() - headerBytes, 0), BYTES_MAX)];
        int length = 0;
        int zeros = 0;
        for (int i = unit.position() + headerBytes; i < end && length < payload.length; i++) {
            byte next = unit.get(i);
            if (zeros >= 2 && next == 3) {
                zeros = 0;
                continue;
            }
            zeros = next == 0 ? zeros + 1 : 0;
            payload[length++] = next;
        }
        return Arrays.copyOf(payload, length);
    }
}
