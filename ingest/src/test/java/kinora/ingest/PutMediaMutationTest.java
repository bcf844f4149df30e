package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import kinora.formats.digest.FragmentDigest;
import kinora.formats.digest.FrameCursor;
import kinora.model.LimitsMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: no bytes break a session. Method: mutants of good bodies; each is acknowledged the same however it arrives,
/// each fragment ends in exactly one way, and a digest's frames lie inside their fragment.
class PutMediaMutationTest {
    private static final int MUTANTS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mutants_areKeptOrRefused_andAcknowledgedTheSameHoweverTheyArrive(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(body(), random);
            Bench whole = run(mutant, mutant.length);
            Bench pieces = run(mutant, 1 + random.nextInt(40));
            assertThat(pieces.states()).isEqualTo(whole.states());
            assertThat(whole.states()).noneMatch(state -> state.endsWith("open"));
            checkDigests(whole.store.completed());
        }
    }

    private static byte[] body() {
        return Media.header(Media.VIDEO, Media.AUDIO)
                .cluster(1_000, true)
                .tag("a", "b")
                .cluster(3_000, true)
                .endOfFragment()
                .cluster(5_000, true)
                .bytes();
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
        }
        return bytes;
    }

    private static Bench run(byte[] body, int pieceBytes) {
        Bench bench = new Bench(LimitsMode.RELAXED);
        FakeExchange exchange = bench.open();
        bench.send(exchange, body, pieceBytes);
        bench.end(exchange);
        List<String> acks = Bench.acks(exchange);
        assertThat(acks).last().asString().startsWith("end");
        assertThat(acks).filteredOn(ack -> ack.startsWith("PERSISTED")).hasSameSizeAs(bench.store.completed());
        assertThat(bench.putMedia.activeSessions()).isZero();
        return bench;
    }

    private static void checkDigests(List<MemoryStore.Fragment> fragments) throws Exception {
        for (MemoryStore.Fragment fragment : fragments) {
            FrameCursor frames = FragmentDigest.read(
                            Objects.requireNonNull(fragment.end).digest())
                    .frames();
            while (frames.next()) {
                assertThat(frames.offsetBytes() + frames.sizeBytes()).isLessThanOrEqualTo(fragment.payload().length);
            }
        }
    }
}
