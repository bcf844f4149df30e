package kinora.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kinora.testing.ServerProcess;

/// One server for all test classes of this module: each uses streams of its own, and a start costs two seconds.
public final class SharedServer {
    private static final ServerProcess SERVER = start();

    private SharedServer() {}

    public static ServerProcess get() {
        return SERVER;
    }

    private static ServerProcess start() {
        try {
            Path folder = Files.createTempDirectory("kinora-e2e");
            ServerProcess server = ServerProcess.start(folder.resolve("data"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            return server;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the shared server did not start", e);
        }
    }

    private static void end(ServerProcess server, Path folder) {
        server.close();
        Folders.delete(folder);
    }
}
