package kinora.formats.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: codec data and frames of any bytes end in a format and samples, or in a refusal; nothing else.
class CodecFuzzTest {
    private static final int MUTANTS_PER_SAMPLE = 400;

    private static final List<String> CODEC_IDS =
            List.of("V_MPEG4/ISO/AVC", "V_MPEGH/ISO/HEVC", "A_AAC", "A_MS/ACM", "A_FLAC");

    private static final List<byte[]> SAMPLES = List.of(
            CodecSamples.avcc(4, CodecSamples.HIGH_SPS, CodecSamples.HIGH_PPS).toByteArray(),
            CodecSamples.annexB(CodecSamples.HIGH_SPS, CodecSamples.HIGH_PPS, CodecSamples.IDR_SLICE),
            CodecSamples.annexB(
                    CodecSamples.hex("67640015acd941433f2e022000000300200000064c080061a800c35c98601f142996"),
                    CodecSamples.BASELINE_PPS),
            CodecSamples.lengthPrefixed(4, CodecSamples.BASELINE_SPS, CodecSamples.BASELINE_PPS),
            CodecSamples.annexB(CodecSamples.H265_VPS, CodecSamples.H265_SPS, CodecSamples.H265_PPS),
            CodecSamples.lengthPrefixed(4, CodecSamples.H265_VPS, CodecSamples.H265_SPS, CodecSamples.H265_PPS),
            CodecSamples.hvcc().toByteArray(),
            CodecSamples.hex("07000100401f0000401f0000010008000000"),
            CodecSamples.hex("01000200401f0000401f0000040010000000"),
            CodecSamples.hex("664c614380000022" + "1000100000000000000000" + "0ac440f0" + "00".repeat(20)),
            CodecSamples.hex("139056e5a0"),
            CodecSamples.hex("fff14c800160fc01020304"));

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreReadOrRefused(byte[] input) {
        check(input);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mutatedSamplesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (byte[] sample : SAMPLES) {
            for (int i = 0; i < MUTANTS_PER_SAMPLE; i++) {
                check(mutate(sample, random));
            }
        }
    }

    private static void check(byte[] input) {
        for (String codecId : CODEC_IDS) {
            Bytes all = Bytes.of(input);
            ByteBuffer frame = ByteBuffer.wrap(input).asReadOnlyBuffer();
            check(track(codecId, all), frame);
            check(track(codecId, null), frame);
        }
    }

    private static Track track(String codecId, @Nullable Bytes codecPrivate) {
        return codecId.startsWith("V")
                ? Track.video(1, codecId, codecPrivate, 640, 360)
                : Track.audio(1, codecId, codecPrivate, 8_000, 1);
    }

    private static void check(Track track, ByteBuffer frame) {
        try {
            SampleFormat format = SampleFormats.of(track, frame);
            FrameForm form = FrameForm.of(track, frame);
            ByteSink sample = new ByteSink();
            FrameRepair.of(format, form).append(frame, 0, sample);
            assertThat(sample.length()).isLessThanOrEqualTo(4 * frame.remaining() + 64);
        } catch (CodecException | MalformedMediaException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(frame.position()).isZero();
    }

    private static byte[] mutate(byte[] sample, Random random) {
        byte[] mutant = sample.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(mutant, at, mutant.length, (byte) (random.nextBoolean() ? 0 : 0xFF));
                default -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
            }
        }
        return mutant;
    }
}
