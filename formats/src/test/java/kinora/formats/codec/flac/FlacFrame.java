package kinora.formats.codec.flac;

import java.util.Arrays;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;

/// Decodes one frame as RFC 9639 section 9 describes it: for tests, written apart from the encoder.
public record FlacFrame(long firstSample, int[][] samples) {
    public static FlacFrame read(byte[] frame, int bitsPerSample) throws MalformedMediaException {
        BitReader in = new BitReader(frame);
        require(in.u(15) == 0x7FFC && in.flag(), "sync and variable blocks", in);
        require(in.u(4) == 7, "block size in 16 bits", in);
        in.skip(4);
        int channels = 1 + in.u(4);
        require(in.u(3) == (bitsPerSample == 16 ? 4 : 6) && !in.flag(), "sample size", in);
        long number = sampleNumber(in);
        int count = 1 + in.u(16);
        int headerBytes = (int) (frame.length - in.bitsLeft() / 8);
        require(in.u(8) == crc(frame, headerBytes, 8, 0x07), "CRC-8", in);
        int[][] samples = new int[channels][];
        for (int channel = 0; channel < channels; channel++) {
            samples[channel] = subframe(in, count, bitsPerSample);
        }
        in.skip(in.bitsLeft() % 8);
        int bodyBytes = (int) (frame.length - in.bitsLeft() / 8);
        require(in.u(16) == crc(frame, bodyBytes, 16, 0x8005), "CRC-16", in);
        require(in.bitsLeft() == 0, "the end", in);
        return new FlacFrame(number, samples);
    }

    private static void require(boolean holds, String what, BitReader in) throws MalformedMediaException {
        if (!holds) {
            throw in.malformed(what);
        }
    }

    private static int crc(byte[] bytes, int length, int bits, int polynomial) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xFF) << (bits - 8);
            for (int bit = 0; bit < 8; bit++) {
                boolean out = (crc >> (bits - 1) & 1) == 1;
                crc = crc << 1 & ((1 << bits) - 1);
                crc ^= out ? polynomial : 0;
            }
        }
        return crc;
    }

    private static long sampleNumber(BitReader in) throws MalformedMediaException {
        int ones = 0;
        while (in.flag()) {
            ones++;
        }
        long number = in.u(7 - ones);
        for (int i = 1; i < ones; i++) {
            require(in.u(2) == 2, "a byte of a coded number", in);
            number = number << 6 | in.u(6);
        }
        return number;
    }

    private static int[] subframe(BitReader in, int count, int bits) throws MalformedMediaException {
        require(!in.flag(), "a subframe", in);
        int type = in.u(6);
        require(!in.flag(), "no wasted bits", in);
        int[] samples = new int[count];
        if (type == 0) {
            Arrays.fill(samples, signed(in, bits));
            return samples;
        }
        boolean plain = type == 1;
        int order = plain ? count : type - 8;
        require(plain || (order >= 0 && order <= 4), "a fixed predictor", in);
        for (int i = 0; i < order; i++) {
            samples[i] = signed(in, bits);
        }
        if (!plain) {
            residual(in, samples, order);
        }
        return samples;
    }

    private static int signed(BitReader in, int bits) throws MalformedMediaException {
        return (int) (in.bits(bits) << (64 - bits) >> (64 - bits));
    }

    private static void residual(BitReader in, int[] samples, int order) throws MalformedMediaException {
        int parameterBits = in.u(2) == 0 ? 4 : 5;
        int partitions = 1 << in.u(4);
        int size = samples.length / partitions;
        for (int i = order; i < samples.length; ) {
            int parameter = in.u(parameterBits);
            for (int end = (i / size + 1) * size; i < end; i++) {
                samples[i] = (int) (predicted(samples, i, order) + rice(in, parameter));
            }
        }
    }

    private static long rice(BitReader in, int parameter) throws MalformedMediaException {
        long quotient = 0;
        while (!in.flag()) {
            quotient++;
        }
        long folded = quotient << parameter | in.bits(parameter);
        return folded >>> 1 ^ -(folded & 1);
    }

    private static long predicted(int[] s, int i, int order) {
        return switch (order) {
            case 0 -> 0;
            case 1 -> s[i - 1];
            case 2 -> 2L * s[i - 1] - s[i - 2];
            case 3 -> 3L * s[i - 1] - 3L * s[i - 2] + s[i - 3];
            case 4 -> 4L * s[i - 1] - 6L * s[i - 2] + 4L * s[i - 3] - s[i - 4];
            default -> throw new IllegalArgumentException("order " + order);
        };
    }
}
