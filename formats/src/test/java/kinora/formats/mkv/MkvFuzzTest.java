package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: untrusted bytes end in events or in a MalformedMediaException, nothing else, and the same whatever the split.
class MkvFuzzTest {
    private static final int MUTANTS_PER_SAMPLE = 100;

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreReadOrRefused(byte[] input) {
        check(input);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mutatedSamplesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (byte[] sample : Samples.all().values()) {
            for (int i = 0; i < MUTANTS_PER_SAMPLE; i++) {
                check(mutate(sample, random));
            }
        }
    }

    private static void check(byte[] input) {
        String whole = Arrival.WHOLE.dump(input, MkvLimits.DEFAULT);
        assertThat(Arrival.BYTE_BY_BYTE.dump(input, MkvLimits.DEFAULT)).isEqualTo(whole);
        assertThat(Arrival.IN_ODD_PIECES.dump(input, MkvLimits.DEFAULT)).isEqualTo(whole);
    }

    private static byte[] mutate(byte[] sample, Random random) {
        byte[] mutant = sample.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) 0xFF;
                default -> mutant = moved(mutant, at, random.nextInt(mutant.length));
            }
        }
        return mutant;
    }

    /// Copies a stretch of the input over another one, or cuts the input there.
    private static byte[] moved(byte[] bytes, int from, int to) {
        int length = Math.min(24, bytes.length - Math.max(from, to));
        if (from == to) {
            return Arrays.copyOf(bytes, Math.max(1, from));
        }
        System.arraycopy(bytes, from, bytes, to, length);
        return bytes;
    }
}
