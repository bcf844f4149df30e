package kinora.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import kinora.cli.media.Pacer;
import kinora.producer.Ack;
import kinora.producer.PutMediaConnection;
import kinora.producer.PutMediaRequest;
import kinora.producer.TimecodeType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kinora put`: a Matroska file up, as it is.
@Command(name = "put", description = "Upload a Matroska file with PutMedia, byte for byte, and print the acks.")
final class PutCommand implements Callable<Integer> {
    /// Small enough that pacing is even, large enough for 100 MB/s.
    private static final int CHUNK_BYTES = 16 << 10;

    private static final Duration LAST_ACK_TIMEOUT = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--realtime", description = "Send at the pace of the file's own timestamps.")
    private boolean realtime;

    @Option(
            names = "--timecodes",
            defaultValue = "RELATIVE",
            description = "absolute: the file's timestamps are Unix time; relative: they count from --start."
                    + " Default: relative.")
    private TimecodeType timecodes = TimecodeType.RELATIVE;

    @Option(names = "--start", paramLabel = "TIME", description = "Producer start timestamp (default: now).")
    private @Nullable String start;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long startMs = start == null ? System.currentTimeMillis() : Timestamps.parseMs(start);
        try (ApiClient client = options.connect();
                InputStream in = Files.newInputStream(file);
                PutMediaConnection connection = PutMediaConnection.open(
                        request(client, startMs),
                        new AckPrinter(spec.commandLine().getOut()))) {
            upload(in, connection);
            connection.finish(LAST_ACK_TIMEOUT);
            Ack.Failed failed = connection.lastFailure();
            return failed == null ? 0 : 1;
        }
    }

    private PutMediaRequest request(ApiClient client, long startMs) throws IOException, InterruptedException {
        PutMediaRequest absolute = PutMediaRequest.absolute(
                client.dataEndpoint(stream, "PUT_MEDIA"), client.credentials(), client.region(), stream);
        return timecodes == TimecodeType.ABSOLUTE ? absolute : absolute.relativeTo(startMs);
    }

    private void upload(InputStream in, PutMediaConnection connection) throws IOException, InterruptedException {
        Pacer pacer = new Pacer();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            if (realtime) {
                pacer.awaitDue(ByteBuffer.wrap(chunk, 0, count));
            }
            connection.write(ByteBuffer.wrap(chunk, 0, count));
        }
    }
}
