package kinora.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinora.sigv4.Credentials;

/// A server under load: Kinora, or the sink it is compared with.
public record Target(Child process, int port) implements AutoCloseable {
    public static final Credentials ROOT =
            new Credentials("AKIABENCHBENCHBENCH0", "bench/only/key/that/opens/a/throw/away/st", null);
    public static final String REGION = "us-east-1";

    /// `kinora serve` with its defaults on a fresh store in `folder`.
    public static Target kinora(Path folder, List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "serve", "--data", folder.resolve("data").toString(), "--listen", "127.0.0.1:0", "--plain-http");
        Map<String, String> environment = Map.of(
                "KINORA_ROOT_ACCESS_KEY_ID",
                ROOT.accessKeyId(),
                "KINORA_ROOT_SECRET_ACCESS_KEY",
                ROOT.secretAccessKey());
        return ready(Jvm.start("server", folder, "kinora.cli.Main", jvmOptions, arguments, environment));
    }

    public static Target sink(Path folder) throws IOException, InterruptedException {
        return ready(Jvm.start("sink", folder, Sink.class.getName(), List.of(), List.of(), Map.of()));
    }

    private static Target ready(Child child) throws IOException, InterruptedException {
        String line = child.await("ready on ", 60);
        int at = line.indexOf("127.0.0.1:") + "127.0.0.1:".length();
        int end = at;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return new Target(child, Integer.parseInt(line.substring(at, end)));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }
}
