package kinora.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long and how often to measure.
///
/// @param secondsOrDefault of one measuring window; null leaves it to each benchmark
/// @param serverOptions further options of the server's JVM, such as a flight recording
record Settings(
        int rounds, @Nullable Integer secondsOrDefault, int warmUpSeconds, Path work, List<String> serverOptions) {
    int seconds(int usual) {
        return secondsOrDefault == null ? usual : secondsOrDefault;
    }

    Settings withWarmUp(int newSeconds) {
        return new Settings(rounds, secondsOrDefault, newSeconds, work, serverOptions);
    }

    /// An empty folder for one run.
    Path freshFolder(String name) throws IOException {
        Path folder = work.resolve(name);
        remove(folder);
        return Files.createDirectories(folder);
    }

    /// Stores are large: nothing but logs is left behind.
    static void removeData(Path folder) {
        remove(folder.resolve("data"));
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
