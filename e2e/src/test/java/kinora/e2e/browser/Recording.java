package kinora.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.e2e.Program;

/// A synthetic camera's recording, and what ffmpeg makes of it: the same picture with other codecs.
final class Recording {
    /// Every recording begins at this moment, and shows it.
    static final long START_MS = 1_800_000_000_000L;

    private Recording() {}

    static Path camera(Path folder, int seconds) throws IOException {
        return CameraFile.write(folder.resolve("camera.mkv"), START_MS, seconds);
    }

    /// @param options of ffmpeg, between input and output
    static Path recoded(Path input, String name, String... options) throws IOException, InterruptedException {
        Path output = input.resolveSibling(name);
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-i", input.toString()));
        command.addAll(List.of(options));
        command.add(output.toString());
        assertThat(Program.run(Map.of(), command).output()).isBlank();
        return output;
    }
}
