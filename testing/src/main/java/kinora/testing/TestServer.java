package kinora.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kinora.server.KinoraServer;
import kinora.server.RootKey;
import kinora.server.ServerConfig;
import kinora.server.StartException;
import kinora.sigv4.Credentials;

/// A whole server in this process, on a free port and a store in a temporary folder that goes with it.
public final class TestServer implements KinoraEndpoint, AutoCloseable {
    private final Path folder;
    private final KinoraServer server;

    private TestServer(Path folder, KinoraServer server) {
        this.folder = folder;
        this.server = server;
    }

    public static TestServer start() throws IOException, StartException {
        return start(config -> config);
    }

    /// With settings of the test's own, such as limits.
    public static TestServer start(UnaryOperator<ServerConfig> settings) throws IOException, StartException {
        Path folder = Files.createTempDirectory("kinora-test");
        ServerConfig config = ServerConfig.in(folder.resolve("data"))
                .withListen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
                .withPlainHttp(true, false)
                .withRootKey(RootKey.generate());
        return new TestServer(folder, KinoraServer.start(settings.apply(config)));
    }

    @Override
    public URI uri() {
        return URI.create(server.url());
    }

    @Override
    public Credentials credentials() {
        RootKey key = server.rootKey();
        return new Credentials(key.accessKeyId(), key.secretAccessKey(), null);
    }

    @Override
    public String region() {
        return server.region();
    }

    public KinoraServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
