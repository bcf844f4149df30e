package kinora.formats.codec.pcm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;

/// The WAVEFORMATEX that is the CodecPrivate of `A_MS/ACM`, little-endian, of 14 bytes at least.
///
/// ```
/// | tag u16 | channels u16 | samples/s u32 | bytes/s u32 | block align u16 | bits/sample u16 | extra bytes u16 | … |
/// ```
/// `bitsPerSample` is 0 where it was not said; for WAVE_FORMAT_EXTENSIBLE, `tag` is the one inside.
public record WaveFormat(int tag, int channels, int sampleRate, int bitsPerSample, Bytes extra) {
    public static final int PCM = 1;
    public static final int ALAW = 6;
    public static final int MULAW = 7;
    public static final int RAW_AAC = 0xFF;

    private static final int EXTENSIBLE = 0xFFFE;
    private static final int BYTES_MIN = 14;
    private static final int SUB_FORMAT_OFFSET = 6;

    /// What FLAC can carry, which is more than any camera has.
    private static final int CHANNELS_MAX = 8;

    private static final int SAMPLE_RATE_MAX = 655_350;

    public static WaveFormat read(ByteBuffer format) throws MalformedMediaException {
        ByteBuffer in = format.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < BYTES_MIN) {
            throw new MalformedMediaException("a WAVE header of " + in.remaining() + " bytes", 0);
        }
        int tag = in.getShort(0) & 0xFFFF;
        int channels = in.getShort(2) & 0xFFFF;
        long sampleRate = in.getInt(4) & 0xFFFF_FFFFL;
        if (channels == 0 || channels > CHANNELS_MAX || sampleRate == 0 || sampleRate > SAMPLE_RATE_MAX) {
            throw new MalformedMediaException("a WAVE header of " + channels + " channels, " + sampleRate + " Hz", 2);
        }
        int bits = in.remaining() >= 16 ? in.getShort(14) & 0xFFFF : 0;
        Bytes extra = extra(in);
        boolean extensible = tag == EXTENSIBLE && extra.length() >= SUB_FORMAT_OFFSET + 2;
        int inside = extensible ? extra.u8(SUB_FORMAT_OFFSET) | extra.u8(SUB_FORMAT_OFFSET + 1) << 8 : tag;
        return new WaveFormat(inside, channels, (int) sampleRate, bits, extra);
    }

    /// Less than announced where the header ends early.
    private static Bytes extra(ByteBuffer in) {
        int announced = in.remaining() >= 18 ? in.getShort(16) & 0xFFFF : 0;
        byte[] extra = new byte[Math.min(announced, Math.max(0, in.remaining() - 18))];
        in.position(in.limit() - Math.max(0, in.remaining() - 18)).get(extra);
        return Bytes.of(extra);
    }
}
