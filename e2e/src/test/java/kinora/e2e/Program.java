package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end and keeps what it said.
public record Program(int exitCode, String out, String err) {
    public static Program run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("program", ".out");
        Path err = Files.createTempFile("program", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Program result = new Program(ended ? process.exitValue() : -1, read(out), read(err));
            assertThat(ended)
                    .as("%s ended; it said: %s%s", command, result.out, result.err)
                    .isTrue();
            return result;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// What it printed, if it ended well.
    public String output() {
        assertThat(exitCode).as("exit code; it said: %s%s", out, err).isZero();
        return out;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
