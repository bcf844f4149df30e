package kinora.bench.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process that was started here, spoken to in lines, and ended here.
public final class Child implements AutoCloseable {
    private static final String END = "\0end";

    private final Process process;
    private final String name;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BufferedWriter commands;

    private Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /// Starts a command; what it says on standard error goes to `folder/name.log`.
    static Child start(String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path errors = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), errors);
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            lines.add("output lost: " + e);
        } finally {
            lines.add(END);
        }
    }

    public long pid() {
        return process.pid();
    }

    public ProcStat stat() {
        return new ProcStat(pid());
    }

    public void say(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /// The next line, null when there will be none.
    public @Nullable String line(long timeoutSeconds) throws IOException, InterruptedException {
        String line = lines.poll(timeoutSeconds, TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException(name + " said nothing for " + timeoutSeconds + " s; see " + errors);
        }
        return line.equals(END) ? null : line;
    }

    /// The first line that contains `part`; what comes before it is skipped.
    public String await(String part, long timeoutSeconds) throws IOException, InterruptedException {
        while (true) {
            String line = line(timeoutSeconds);
            if (line == null) {
                throw new IOException(name + " ended before it said '" + part + "'; see " + errors);
            }
            if (line.contains(part)) {
                return line;
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        Ending.end(process);
    }
}
