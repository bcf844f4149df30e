package kinora.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import kinora.cli.aws.ApiClient;
import kinora.server.KinoraServer;
import kinora.server.RootKey;
import kinora.server.ServerConfig;
import kinora.server.StartException;
import kinora.sigv4.Credentials;

/// A server on a store in a temporary folder; both are gone when it is closed or the program is interrupted.
final class ThrowAwayServer implements AutoCloseable {
    private final Path folder;
    private final RootKey key;
    private final ServerConfig config;
    private final KinoraServer server;
    private final Thread shutdownHook = Thread.ofPlatform().unstarted(this::end);

    private ThrowAwayServer(Path folder) throws IOException, StartException {
        this.folder = folder;
        this.key = RootKey.generate();
        this.config = ServerConfig.in(folder.resolve("data"))
                .withListen(freeAddress())
                .withPlainHttp(true, false)
                .withMasterKeyFile(folder.resolve("master-key"))
                .withRootKey(key);
        this.server = KinoraServer.start(config, null);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    static ThrowAwayServer start() throws IOException, StartException {
        Path folder = Files.createTempDirectory("kinora-demo");
        try {
            return new ThrowAwayServer(folder);
        } catch (IOException | StartException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    URI uri() {
        return URI.create(server.url());
    }

    String region() {
        return config.region();
    }

    Credentials credentials() {
        return new Credentials(key.accessKeyId(), key.secretAccessKey(), null);
    }

    ApiClient client() {
        return new ApiClient(uri(), credentials(), region());
    }

    @Override
    public void close() {
        if (Runtime.getRuntime().removeShutdownHook(shutdownHook)) {
            end();
        }
    }

    private void end() {
        server.close();
        delete(folder);
    }

    /// The usual port, so that pasted lines keep working from one demo to the next, unless someone else has it.
    private static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(loopback, ServerConfig.DEFAULT_PORT));
            return new InetSocketAddress(loopback, ServerConfig.DEFAULT_PORT);
        } catch (BindException e) {
            return new InetSocketAddress(loopback, 0);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
