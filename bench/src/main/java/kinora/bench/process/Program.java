package kinora.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the machine's own that was started here and is ended here; what it says goes to a log.
public final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    public static Program start(String name, Path folder, List<String> command) throws IOException {
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Program(name, process, log);
    }

    public void awaitSuccess(long timeoutSeconds) throws IOException, InterruptedException {
        if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(name + " failed; see " + log);
        }
    }

    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " ended too soon; see " + log);
        }
    }

    /// User and system time so far, of it and of the processes it started.
    public double cpuMsWithChildren() throws IOException {
        double sum = new ProcStat(process.pid()).cpuMs();
        for (ProcessHandle child : process.children().toList()) {
            sum += new ProcStat(child.pid()).cpuMs();
        }
        return sum;
    }

    @Override
    public void close() {
        Ending.end(process);
    }
}
