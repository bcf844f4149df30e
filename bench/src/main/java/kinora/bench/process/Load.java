package kinora.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.bench.load.Generator;

/// A generator at work on a target.
public final class Load implements AutoCloseable {
    private static final long CONNECT_SECONDS = 120;

    private final Child process;
    private final long payloadBytes;

    private Load(Child process, long payloadBytes) {
        this.process = process;
        this.payloadBytes = payloadBytes;
    }

    /// Starts one and waits until its producers are connected; `options` are the generator's own: `--media=camera`.
    public static Load start(Path folder, Target target, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--port=" + target.port());
        arguments.add("--access-key=" + Target.ROOT.accessKeyId());
        arguments.add("--secret=" + Target.ROOT.secretAccessKey());
        Child process =
                Jvm.start("generator", folder, Generator.class.getName(), List.of("-Xmx1g"), arguments, Map.of());
        String payload = process.await("payload ", 60);
        process.await("connected", CONNECT_SECONDS);
        return new Load(process, Long.parseLong(payload.substring("payload ".length())));
    }

    /// What one fragment weighs.
    public long payloadBytes() {
        return payloadBytes;
    }

    public void measure() throws IOException {
        process.say("measure");
    }

    public ProcStat stat() {
        return process.stat();
    }

    /// Waits until all producers have ended by themselves.
    public void awaitEnd(long timeoutSeconds) throws IOException, InterruptedException {
        process.await("ended", timeoutSeconds);
    }

    /// Lets all producers end their fragments and hear of them; what was seen.
    public Results stop(long timeoutSeconds) throws IOException, InterruptedException {
        process.say("stop");
        Map<String, String> seen = new HashMap<>();
        String line = process.line(timeoutSeconds);
        while (line != null) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("result")) {
                seen.put(words[1], words[2]);
            }
            line = process.line(timeoutSeconds);
        }
        return new Results(seen);
    }

    @Override
    public void close() {
        process.close();
    }

    /// The generator's words and numbers.
    public record Results(Map<String, String> seen) {
        public double number(String name) {
            return Double.parseDouble(text(name));
        }

        public String text(String name) {
            String value = seen.get(name);
            if (value == null) {
                throw new IllegalStateException("the generator did not say " + name);
            }
            return value;
        }

        /// Every fragment that was begun is persisted, and no session had an error.
        public boolean isWhole() {
            return number("failed") == 0
                    && number("cut") == 0
                    && number("persisted") == number("begun")
                    && number("closed") == number("begun");
        }
    }
}
