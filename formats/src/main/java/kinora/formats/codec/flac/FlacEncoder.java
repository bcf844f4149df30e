package kinora.formats.codec.flac;

import java.util.Arrays;
import kinora.formats.bits.BitSink;
import kinora.formats.bits.ByteSink;

/// Packets of plain samples in, FLAC frames out: RFC 9639 with blocks of any size, so that each packet stays a packet,
/// and channels coded one by one. Keeps nothing from packet to packet.
public final class FlacEncoder {
    /// Blocks of 16 bits' length, all but the last of 16 samples at least (section 8.2).
    public static final int BLOCK_SAMPLES_MAX = 65_535;

    private static final int BLOCK_SAMPLES_MIN = 16;

    /// Sample numbers have 36 bits; a clock that counts from 1970 goes round (section 9.1.5).
    private static final long SAMPLE_NUMBER_MASK = (1L << 36) - 1;

    private static final int SYNC_VARIABLE_BLOCKS = 0xFFF9;
    private static final int SUBFRAME_CONSTANT = 0;
    private static final int SUBFRAME_VERBATIM = 1;
    private static final int SUBFRAME_FIXED = 8;

    private final StreamInfo info;

    public FlacEncoder(int sampleRate, int channels, int bitsPerSample) {
        if (bitsPerSample != 16 && bitsPerSample != 24) {
            throw new IllegalArgumentException("samples of " + bitsPerSample + " bits");
        }
        info = new StreamInfo(BLOCK_SAMPLES_MIN, BLOCK_SAMPLES_MAX, sampleRate, channels, bitsPerSample);
    }

    public StreamInfo info() {
        return info;
    }

    /// Writes one frame. `samples` has an array for each channel, all of the same length, 1 to [#BLOCK_SAMPLES_MAX].
    public void append(int[][] samples, long firstSample, ByteSink out) {
        int count = samples[0].length;
        if (samples.length != info.channels() || count == 0 || count > BLOCK_SAMPLES_MAX) {
            throw new IllegalArgumentException(samples.length + " channels of " + count + " samples");
        }
        int frame = out.length();
        appendHeader(count, firstSample, out);
        out.u8(FlacChecksum.crc8(out.asByteBuffer(), frame));
        BitSink bits = new BitSink(out);
        for (int[] channel : samples) {
            appendChannel(channel, bits);
        }
        bits.align();
        out.u16(FlacChecksum.crc16(out.asByteBuffer(), frame));
    }

    /// Section 9.1, block length in 16 bits.
    private void appendHeader(int count, long firstSample, ByteSink out) {
        out.u16(SYNC_VARIABLE_BLOCKS).u8(7 << 4 | rateCode(info.sampleRate()));
        out.u8((info.channels() - 1) << 4 | (info.bitsPerSample() == 16 ? 4 : 6) << 1);
        appendSampleNumber(firstSample & SAMPLE_NUMBER_MASK, out);
        out.u16(count - 1);
    }

    /// As UTF-8 would, if it had 36 bits.
    private static void appendSampleNumber(long number, ByteSink out) {
        if (number < 0x80) {
            out.u8((int) number);
            return;
        }
        int more = 1;
        while (more < 6 && number >>> (6 * more) >= 1L << (6 - more)) {
            more++;
        }
        int lead = 0xFF << (7 - more) & 0xFF;
        out.u8(lead | (int) (number >>> (6 * more)));
        for (int i = more - 1; i >= 0; i--) {
            out.u8(0x80 | (int) (number >>> (6 * i) & 0x3F));
        }
    }

    /// Section 9.1.2; 0 sends the decoder to STREAMINFO.
    private static int rateCode(int sampleRate) {
        return switch (sampleRate) {
            case 8_000 -> 4;
            case 16_000 -> 5;
            case 22_050 -> 6;
            case 24_000 -> 7;
            case 32_000 -> 8;
            case 44_100 -> 9;
            case 48_000 -> 10;
            case 96_000 -> 11;
            default -> 0;
        };
    }

    private void appendChannel(int[] samples, BitSink out) {
        if (Arrays.stream(samples).allMatch(sample -> sample == samples[0])) {
            subframe(SUBFRAME_CONSTANT, out).bits(samples[0], info.bitsPerSample());
            return;
        }
        Residual residual = Residual.of(samples);
        long fixedBits = (long) residual.order * info.bitsPerSample() + residual.bits();
        if (fixedBits >= (long) samples.length * info.bitsPerSample()) {
            appendPlain(samples, samples.length, subframe(SUBFRAME_VERBATIM, out));
            return;
        }
        appendPlain(samples, residual.order, subframe(SUBFRAME_FIXED | residual.order, out));
        residual.write(out);
    }

    private static BitSink subframe(int type, BitSink out) {
        return out.bits((long) type << 1, 8);
    }

    private void appendPlain(int[] samples, int count, BitSink out) {
        for (int i = 0; i < count; i++) {
            out.bits(samples[i], info.bitsPerSample());
        }
    }
}
