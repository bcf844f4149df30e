package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.flac.FlacEncoder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a decoder of others gets every sample back from our FLAC: silence, noise and tones, packets of two sizes.
class FlacDecodeTest {
    private static final int CHANNELS = 2;
    private static final int PACKETS = 150;

    @ParameterizedTest
    @ValueSource(ints = {16, 24})
    void ffmpegDecodesWhatWasEncoded(int bits, @TempDir Path folder) throws Exception {
        ByteSink flac = new ByteSink();
        ByteSink plain = new ByteSink();
        encode(bits, flac, plain);
        Path coded = Files.write(folder.resolve("coded.flac"), flac.toByteArray());
        Path decoded = folder.resolve("decoded.raw");

        String format = "s" + bits + "le";
        Process ffmpeg = new ProcessBuilder(
                        Tools.require("ffmpeg"),
                        "-v",
                        "warning",
                        "-nostdin",
                        "-i",
                        coded.toString(),
                        "-f",
                        format,
                        "-c:a",
                        "pcm_" + format,
                        decoded.toString())
                .redirectErrorStream(true)
                .start();
        String warnings = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ffmpeg.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(warnings).isEmpty();
        assertThat(Files.readAllBytes(decoded)).isEqualTo(plain.toByteArray());
    }

    private static void encode(int bits, ByteSink flac, ByteSink plain) {
        FlacEncoder encoder = new FlacEncoder(8_000, CHANNELS, bits);
        flac.ascii("fLaC").u8(0x80).u24(34).bytes(encoder.info().write().asByteBuffer());
        Random random = new Random(bits);
        long first = 0;
        for (int packet = 0; packet < PACKETS; packet++) {
            int[][] samples = new int[CHANNELS][packet % 7 == 0 ? 320 : 160];
            for (int i = 0; i < samples[0].length; i++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    samples[channel][i] = sample(packet, first + i + channel, bits, random);
                    writeLittleEndian(samples[channel][i], bits, plain);
                }
            }
            encoder.append(samples, first, flac);
            first += samples[0].length;
        }
    }

    private static int sample(int packet, long time, int bits, Random random) {
        return switch (packet % 3) {
            case 0 -> 0;
            case 1 -> random.nextInt() >> (32 - bits);
            default -> (int) (Math.sin(time / 9.0) * (1 << (bits - 2))) + random.nextInt(50);
        };
    }

    private static void writeLittleEndian(int sample, int bits, ByteSink out) {
        for (int bit = 0; bit < bits; bit += 8) {
            out.u8(sample >> bit);
        }
    }
}
