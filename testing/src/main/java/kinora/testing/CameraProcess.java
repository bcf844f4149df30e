package kinora.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real program, `kinora camera`, as a process of its own: a synthetic camera that pushes in real time and burns
/// the time into its picture. It ends when it is closed or its server goes away.
public final class CameraProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 20;

    private final Process process;

    private CameraProcess(Process process) {
        this.process = process;
    }

    /// Films until closed.
    ///
    /// @param options as `kinora camera` takes them, such as `--fragment-seconds`, `1`
    public static CameraProcess start(KinoraEndpoint server, String stream, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "kinora.cli.Main",
                "camera",
                "--endpoint",
                server.uri().toString(),
                stream));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", server.credentials().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", server.credentials().secretAccessKey(),
                        "AWS_REGION", server.region()));
        return new CameraProcess(builder.start());
    }

    /// Waits for its own end, after the seconds it was told to film; true if it ended well.
    public boolean await(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        stop();
    }

    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
