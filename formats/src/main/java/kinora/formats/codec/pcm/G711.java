package kinora.formats.codec.pcm;

/// ITU-T G.711: one byte a sample, by logarithm. Decodes to 16 bits and codes back to the same byte.
public final class G711 {
    private static final short[] ALAW = new short[256];
    private static final short[] MULAW = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            ALAW[code] = (short) expandAlaw(code);
            MULAW[code] = (short) expandMulaw(code);
        }
    }

    private G711() {}

    public static short alaw(byte code) {
        return ALAW[code & 0xFF];
    }

    public static short mulaw(byte code) {
        return MULAW[code & 0xFF];
    }

    /// Table 1a: even bits are inverted, 13 bits in 16.
    private static int expandAlaw(int code) {
        int bits = code ^ 0x55;
        int segment = bits >> 4 & 7;
        int mantissa = (bits & 0xF) << 4 | 8;
        int magnitude = segment == 0 ? mantissa : (mantissa | 0x100) << (segment - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    /// Table 2a: all bits are inverted, 14 bits in 16.
    private static int expandMulaw(int code) {
        int bits = ~code & 0xFF;
        int segment = bits >> 4 & 7;
        int magnitude = (((bits & 0xF) << 3 | 0x84) << segment) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }
}
