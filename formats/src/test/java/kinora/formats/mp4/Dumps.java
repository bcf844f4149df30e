package kinora.formats.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Recorded dumps, for a reviewer to read against the standard. `-Dkinora.record=true` writes them anew.
final class Dumps {
    private static final boolean RECORD = Boolean.getBoolean("kinora.record");
    private static final Path FOLDER = Path.of("src/test/resources/kinora/formats/mp4/dumps");

    private Dumps() {}

    static void assertIsAsRecorded(String name, byte[] file) {
        try {
            Path recorded = FOLDER.resolve(name + ".txt");
            String dump = Mp4Dump.of(file);
            if (RECORD) {
                Files.createDirectories(FOLDER);
                Files.writeString(recorded, dump);
            }
            assertThat(dump).isEqualTo(Files.readString(recorded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
