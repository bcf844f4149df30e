package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a reader hears the same of a document however it arrives. Method: one recorded dump a sample, three arrivals.
///
/// `-Dkinora.record=true` writes the dumps and the fuzz seeds anew, for a reviewer to read.
class GoldenDumpTest {
    private static final boolean RECORD = Boolean.getBoolean("kinora.record");
    private static final Path RESOURCES = Path.of("src/test/resources/kinora/formats/mkv");

    static Stream<Arguments> samplesTimesArrivals() {
        return Samples.all().entrySet().stream()
                .flatMap(sample -> Stream.of(Arrival.values())
                        .map(arrival -> Arguments.of(sample.getKey(), arrival, sample.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesTimesArrivals")
    void readsAsRecorded(String name, Arrival arrival, byte[] input) throws IOException {
        String dump = arrival.dump(input, MkvLimits.DEFAULT);
        if (RECORD) {
            record(name, input, dump);
        }
        assertThat(dump).isEqualTo(recorded(name));
    }

    private static void record(String name, byte[] input, String dump) throws IOException {
        Path seeds = RESOURCES.resolve("MkvFuzzTestInputs/anyBytesAreReadOrRefused");
        Files.createDirectories(seeds);
        Files.createDirectories(RESOURCES.resolve("dumps"));
        Files.write(seeds.resolve(name), input);
        Files.writeString(RESOURCES.resolve("dumps/" + name + ".txt"), dump);
    }

    private static String recorded(String name) throws IOException {
        Path file = RESOURCES.resolve("dumps/" + name + ".txt");
        return Files.readString(file);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void dumpOfWhole_isWhatTheListenerHeard(String name, byte[] input) {
        assertThat(MkvDump.of(input)).isEqualTo(Arrival.WHOLE.dump(input, MkvLimits.DEFAULT));
    }

    static Stream<Arguments> documents() {
        return Samples.all().entrySet().stream()
                .map((Map.Entry<String, byte[]> entry) -> Arguments.of(entry.getKey(), entry.getValue()));
    }
}
