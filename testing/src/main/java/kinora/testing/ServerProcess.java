package kinora.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kinora.sigv4.Credentials;

/// The real program, `kinora serve`, as a process of its own, so that a test can kill it as power loss would.
///
/// It runs on this JVM's class path and Java; a second start with the same data folder is a restart.
public final class ServerProcess implements KinoraEndpoint, AutoCloseable {
    private static final Pattern READY = Pattern.compile("^kinora: ready on (http://\\S+) ");
    private static final Credentials ROOT = new Credentials("KNRATESTROOT", "test-root-secret", null);
    private static final String REGION = "us-east-1";
    private static final int READY_SECONDS = 30;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final URI uri;

    private ServerProcess(Process process) throws IOException, InterruptedException {
        this.process = process;
        Thread reader = new Thread(this::readOutput, "server-output");
        reader.setDaemon(true);
        reader.start();
        this.uri = awaitReady();
    }

    /// Starts on any free port and returns when the server says that it is ready.
    public static ServerProcess start(Path dataFolder, String... more) throws IOException, InterruptedException {
        return start(dataFolder, 0, more);
    }

    /// Starts on a port that is known, as a restarted server would.
    public static ServerProcess start(Path dataFolder, int port, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-ea",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "kinora.cli.Main",
                "serve",
                "--data",
                dataFolder.toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--plain-http",
                "--master-key-file",
                dataFolder
                        .resolveSibling(dataFolder.getFileName() + ".master-key")
                        .toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KINORA_ROOT_ACCESS_KEY_ID", ROOT.accessKeyId());
        builder.environment().put("KINORA_ROOT_SECRET_ACCESS_KEY", ROOT.secretAccessKey());
        return new ServerProcess(builder.start());
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Credentials credentials() {
        return ROOT;
    }

    @Override
    public String region() {
        return REGION;
    }

    public int port() {
        return uri.getPort();
    }

    public long pid() {
        return process.pid();
    }

    /// What it has printed so far, for a test that fails.
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /// SIGKILL: nothing of the server runs on, not even its own shutdown.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM, and waits for the end; true if it came in time.
    public boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            if (!stop()) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private URI awaitReady() throws IOException, InterruptedException {
        try {
            return ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IOException("the server did not become ready:\n" + output(), e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(URI.create(matcher.group(1)));
                }
            }
            ready.completeExceptionally(new IOException("the server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
