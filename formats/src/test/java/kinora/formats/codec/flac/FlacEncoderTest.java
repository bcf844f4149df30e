package kinora.formats.codec.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: every sample comes back. Method: a decoder of RFC 9639 of our own ([FlacFrame]) reads what the encoder wrote.
class FlacEncoderTest {
    private static final Random RANDOM = new Random(7);

    static Stream<Arguments> sounds() {
        return Stream.of(
                sound("silence", 16, i -> 0),
                sound("a step", 16, i -> i < 50 ? -32_768 : 32_767),
                sound("a ramp", 16, i -> 7 * i - 500),
                sound("a tone", 16, i -> (int) (20_000 * Math.sin(i / 9.0))),
                sound("noise", 16, i -> (short) RANDOM.nextInt()),
                sound("a click in silence", 16, i -> i == 77 ? 32_767 : 0),
                sound("noise of 24 bits", 24, i -> RANDOM.nextInt() >> 8),
                sound("extremes in turn", 24, i -> (i & 1) == 0 ? -(1 << 23) : (1 << 23) - 1));
    }

    private static Arguments sound(String name, int bits, IntUnaryOperator wave) {
        return Arguments.of(name, bits, wave);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sounds")
    void everySampleComesBack(String name, int bits, IntUnaryOperator wave) throws MalformedMediaException {
        for (int count : new int[] {1, 2, 15, 160, 1024, 4097}) {
            int[] left = IntStream.range(0, count).map(wave).toArray();
            int[] right =
                    IntStream.range(0, count).map(i -> left[count - 1 - i]).toArray();
            for (int[][] samples : new int[][][] {{left}, {left, right}}) {
                ByteSink out = new ByteSink();
                new FlacEncoder(8_000, samples.length, bits).append(samples, 123_456_789_012_345L, out);

                FlacFrame frame = FlacFrame.read(out.toByteArray(), bits);
                assertThat(frame.samples()).isDeepEqualTo(samples);
                assertThat(frame.firstSample()).isEqualTo(123_456_789_012_345L & (1L << 36) - 1);
            }
        }
    }

    @Test
    void tonesAndSilence_takeLessThanPlainSamples() {
        assertThat(bytes(i -> 0)).isLessThan(20);
        assertThat(bytes(i -> (int) (8_000 * Math.sin(i / 20.0)))).isLessThan(1_000);
        assertThat(bytes(i -> (short) RANDOM.nextInt())).isLessThan(2_000 + 24);
    }

    private static int bytes(IntUnaryOperator wave) {
        ByteSink out = new ByteSink();
        new FlacEncoder(8_000, 1, 16)
                .append(new int[][] {IntStream.range(0, 1_000).map(wave).toArray()}, 0, out);
        return out.length();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void sampleNumbers_areCodedInAsManyBytesAsTheyNeed(long number, int headerBytes) throws MalformedMediaException {
        ByteSink out = new ByteSink();
        new FlacEncoder(48_000, 1, 16).append(new int[1][16], number, out);

        assertThat(FlacFrame.read(out.toByteArray(), 16).firstSample()).isEqualTo(number);
        assertThat(out.length()).isEqualTo(headerBytes + 3 + 2); // one constant sample, two bytes of checksum
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(0L, 8),
                Arguments.of(0x7FL, 8),
                Arguments.of(0x80L, 9),
                Arguments.of(0x7FFL, 9),
                Arguments.of(0x800L, 10),
                Arguments.of(0xFFFFL, 10),
                Arguments.of(0x10000L, 11),
                Arguments.of((1L << 31) - 1, 13),
                Arguments.of(1L << 31, 14),
                Arguments.of((1L << 36) - 1, 14));
    }

    @Test
    void streamInfo_readsBack() throws MalformedMediaException {
        StreamInfo info = new FlacEncoder(8_000, 1, 16).info();
        ByteSink codecPrivate = new ByteSink().ascii("fLaC").u8(0x80).u24(StreamInfo.BYTES);
        codecPrivate.bytes(info.write().asByteBuffer());

        assertThat(StreamInfo.read(codecPrivate.asByteBuffer())).isEqualTo(info);
        assertThat(StreamInfo.block(codecPrivate.asByteBuffer())).isEqualTo(info.write());
        assertThatThrownBy(() -> StreamInfo.read(info.write().asByteBuffer()))
                .isInstanceOf(MalformedMediaException.class);
    }
}
