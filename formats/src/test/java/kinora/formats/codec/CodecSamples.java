package kinora.formats.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.h265.HevcConfiguration;
import kinora.formats.codec.nal.NalCursor;

/// Parameter sets that encoders wrote, and frames put together from them.
public final class CodecSamples {
    /// x264, 322 x 182, 29.97 frames/s.
    public static final byte[] BASELINE_SPS = hex("6742c00dd901519e226c04400000fa40003a9803c50a92");

    public static final byte[] BASELINE_PPS = hex("68cb83cb20");
    public static final byte[] HIGH_SPS = hex("6764000dacd941519e226c04400000fa40003a9803c50a6580");
    public static final byte[] HIGH_PPS = hex("68ebe3cb22c0");

    /// x265, 322 x 182, 25 frames/s.
    public static final byte[] H265_VPS = hex("40010c01ffff01600000030090000003000003003c959809");

    public static final byte[] H265_SPS =
            hex("42010101600000030090000003000003003ca00a480b9c9596566924caf0168080000003008000000c84");
    public static final byte[] H265_PPS = hex("4401c172b46240");

    /// The first bytes of an IDR slice; nobody decodes it here.
    public static final byte[] IDR_SLICE = hex("65888409f262aabbcc");

    private CodecSamples() {}

    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /// Behind start codes of 4 and 3 bytes, as encoders mix them.
    public static byte[] annexB(byte[]... units) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        for (byte[] unit : units) {
            out.writeBytes(first ? new byte[] {0, 0, 0, 1} : new byte[] {0, 0, 1});
            out.writeBytes(unit);
            first = false;
        }
        return out.toByteArray();
    }

    public static byte[] lengthPrefixed(int lengthBytes, byte[]... units) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] unit : units) {
            for (int i = lengthBytes - 1; i >= 0; i--) {
                out.write(unit.length >>> (8 * i));
            }
            out.writeBytes(unit);
        }
        return out.toByteArray();
    }

    /// An avcC without what High profile adds behind the PPS, as many muxers write it.
    public static Bytes avcc(int lengthBytes, byte[] sps, byte[] pps) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, sps[1], sps[2], sps[3], (byte) (0xFC | lengthBytes - 1), (byte) 0xE1});
        out.writeBytes(lengthPrefixed(2, sps));
        out.write(1);
        out.writeBytes(lengthPrefixed(2, pps));
        return Bytes.of(out.toByteArray());
    }

    public static Bytes hvcc() {
        try {
            NalCursor units = NalCursor.annexB(buffer(annexB(H265_VPS, H265_SPS, H265_PPS)));
            return HevcConfiguration.gather(units).write();
        } catch (MalformedMediaException e) {
            throw new AssertionError(e);
        }
    }

    public static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
