package kinora.formats.codec.flac;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;
import kinora.formats.bits.BitSink;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;

/// The STREAMINFO block without its header, RFC 9639 section 8.2.
///
/// @param blockSamplesMin of all blocks but the last
public record StreamInfo(int blockSamplesMin, int blockSamplesMax, int sampleRate, int channels, int bitsPerSample) {
    public static final int BYTES = 34;

    private static final int HEADER_BYTES = 4;
    private static final int MAGIC = 0x664C6143; // fLaC

    public StreamInfo {
        if (sampleRate <= 0 || channels <= 0 || channels > 8 || bitsPerSample < 4 || bitsPerSample > 32) {
            throw new IllegalArgumentException(sampleRate + " Hz, " + channels + " x " + bitsPerSample + " bits");
        }
    }

    /// From the CodecPrivate of `A_FLAC`: "fLaC" and metadata blocks, STREAMINFO first.
    public static StreamInfo read(ByteBuffer codecPrivate) throws MalformedMediaException {
        Bytes block = block(codecPrivate);
        BitReader in = new BitReader(block.toByteArray());
        int min = in.u(16);
        int max = in.u(16);
        in.skip(48); // frame sizes
        int sampleRate = in.u(20);
        int channels = 1 + in.u(3);
        int bits = 1 + in.u(5);
        if (sampleRate == 0 || bits < 4) {
            throw in.malformed("a STREAMINFO of " + sampleRate + " Hz and " + bits + " bits");
        }
        return new StreamInfo(min, max, sampleRate, channels, bits);
    }

    /// The STREAMINFO in a CodecPrivate, as it stands there.
    public static Bytes block(ByteBuffer codecPrivate) throws MalformedMediaException {
        ByteBuffer in = codecPrivate.slice();
        int header = 2 * HEADER_BYTES;
        if (in.remaining() < header + BYTES || in.getInt(0) != MAGIC || (in.getInt(4) & 0x7FFF_FFFF) != BYTES) {
            throw new MalformedMediaException("no fLaC with a STREAMINFO", 0);
        }
        byte[] block = new byte[BYTES];
        in.get(header, block);
        return Bytes.of(block);
    }

    /// Sizes of frames, number of samples and checksum stay unknown, as they are in a live stream.
    public Bytes write() {
        ByteSink out = new ByteSink(BYTES);
        out.u16(blockSamplesMin).u16(blockSamplesMax).zeros(6);
        new BitSink(out)
                .bits(sampleRate, 20)
                .bits(channels - 1, 3)
                .bits(bitsPerSample - 1, 5)
                .bits(0, 4);
        return Bytes.of(out.zeros(20).toByteArray());
    }
}
