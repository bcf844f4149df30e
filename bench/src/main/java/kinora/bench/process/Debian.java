package kinora.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Debian packages that a comparison needs.
public final class Debian {
    private static final long INSTALL_MINUTES_MAX = 5;

    private Debian() {}

    /// Installs them if this is Debian, we are root and one is missing; true if all are there then.
    public static boolean have(Path log, String... packages) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/dpkg-query"))) {
            return false;
        }
        return installed(log, packages) || (isRoot() && install(log, packages) && installed(log, packages));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean installed(Path log, String... packages) throws IOException, InterruptedException {
        for (String name : packages) {
            if (!run(log, List.of("dpkg-query", "--show", name))) {
                return false;
            }
        }
        return true;
    }

    private static boolean install(Path log, String... packages) throws IOException, InterruptedException {
        List<String> script = List.of(
                "sh",
                "-c",
                "apt-get update -qq; apt-get install -y -qq --no-install-recommends " + String.join(" ", packages));
        return run(log, script);
    }

    private static boolean run(Path log, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Runlevel 1 keeps the package from starting an nginx of its own.
        builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1"));
        Process process = builder.start();
        return process.waitFor(INSTALL_MINUTES_MAX, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
}
