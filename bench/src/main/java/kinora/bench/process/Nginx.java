package kinora.bench.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Debian's nginx with one worker and a configuration of our own.
public final class Nginx {
    private static final long START_MS = 1_000;

    private Nginx() {}

    /// Starts one that serves `block`.
    ///
    /// @param before what stands at the top of its configuration, such as modules
    public static Program start(Path folder, String before, String block) throws IOException, InterruptedException {
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, """
                %2$sdaemon off;
                user root;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log warn;
                events { worker_connections 2048; }
                %3$s
                """.formatted(folder, before, block));
        Program nginx =
                Program.start("nginx", folder, List.of("nginx", "-p", folder.toString(), "-c", file.toString()));
        Thread.sleep(START_MS);
        nginx.requireAlive();
        return nginx;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
