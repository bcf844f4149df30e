package kinora.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: an acknowledged fragment is never lost, none is there twice, nothing half-written is served. Method: do what a
/// server does from a seed, on a disk that loses, tears and reorders what was not synced; cut the power; look.
final class PowerLossTest {
    private static final int SEEDS = 200;

    @TempDir
    Path folder;

    /// All seeds, or the one that `-Dkinora.seed` names.
    static LongStream seeds() {
        Long wanted = Long.getLong("kinora.seed");
        return wanted == null ? LongStream.range(0, SEEDS) : LongStream.of(wanted);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acknowledgedFragmentsSurvivePowerLoss(long seed) throws Exception {
        CrashRun run = new CrashRun(folder, seed);
        for (int round = 0; round < 2; round++) {
            run.workUntilPowerLoss(20 + run.random().nextInt(120));
            damageIndex(run);
            run.powerOnAndCheck();
        }
        run.stop();
    }

    /// The index is derived: it may be gone, or as old as some earlier moment.
    private void damageIndex(CrashRun run) throws IOException {
        switch (run.random().nextInt(3)) {
            case 0 -> {}
            case 1 -> deleteIndex();
            default -> run.restoreOlderIndex();
        }
    }

    private void deleteIndex() throws IOException {
        for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
            Files.deleteIfExists(folder.resolve("data").resolve(file));
        }
    }

    /// The same short life, cut at each of its disk operations in turn.
    @Test
    void everyStepOfEveryProcedureMayBeTheLast() throws Exception {
        long steps = wholeLife(Long.MAX_VALUE, folder.resolve("whole"));
        assertThat(steps).isGreaterThan(30);
        for (long step = 1; step <= steps; step++) {
            wholeLife(step, folder.resolve("cut-" + step));
        }
    }

    private static long wholeLife(long cutAt, Path life) throws Exception {
        CrashRun run = new CrashRun(Files.createDirectories(life), 42);
        run.disk().failPowerAfter(cutAt);
        run.shortLife();
        long steps = run.disk().steps();
        run.crash();
        run.powerOnAndCheck();
        run.stop();
        return steps;
    }
}
