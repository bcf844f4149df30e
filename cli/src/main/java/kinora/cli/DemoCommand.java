package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kinora.camera.CameraSettings;
import kinora.cli.aws.ApiClient;
import kinora.producer.PutMediaRequest;
import kinora.server.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kinora demo`: the whole product in one window, on a store that is thrown away.
@Command(
        name = "demo",
        description = "Run a server on a throw-away store, push a synthetic camera to it, and watch it come out.")
final class DemoCommand implements Callable<Integer> {
    private static final String STREAM = "demo";
    private static final int RETENTION_HOURS = 24;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds (default: at Ctrl-C).")
    private @Nullable Integer seconds;

    @Option(names = "--fragments", paramLabel = "N", description = "End after N fragments (default: at Ctrl-C).")
    private @Nullable Integer fragments;

    @Override
    public Integer call() throws IOException, InterruptedException, StartException {
        PrintWriter out = spec.commandLine().getOut();
        quieten();
        try (ThrowAwayServer server = ThrowAwayServer.start();
                ApiClient client = server.client()) {
            client.call(
                    "createStream",
                    body -> body.put("StreamName", STREAM)
                            .put("MediaType", "video/h264,audio/aac")
                            .put("DataRetentionInHours", RETENTION_HOURS));
            printServer(out, server);
            DemoReport report = new DemoReport(out, client, STREAM, fragments == null ? Long.MAX_VALUE : fragments);
            PutMediaRequest request =
                    PutMediaRequest.absolute(client.endpoint(), client.credentials(), client.region(), STREAM);
            try (CameraFeed camera = new CameraFeed(CameraSettings.DEFAULT, request, report)) {
                report.onEnough(camera::stop);
                Thread.ofVirtual().start(report::followStream);
                camera.run(seconds == null ? Long.MAX_VALUE / 2 : seconds * 1000L);
                report.awaitLast();
            }
        }
        return 0;
    }

    /// The server's log would stand between the lines that people are to read; read by logback.xml at its first use.
    private static void quieten() {
        if (System.getenv("KINORA_LOG") == null) {
            System.setProperty("KINORA_LOG", "warn");
        }
    }

    private static void printServer(PrintWriter out, ThrowAwayServer server) {
        Path folder = server.folder();
        out.println("Kinora is running on a store that goes when it ends (" + folder + ").");
        out.println();
        out.println("  endpoint  " + server.uri());
        out.println("  region    " + server.region());
        out.println("  stream    " + STREAM + "  (H.264 640 x 360, 30 frames/s, AAC; a fragment each 2 s)");
        out.println();
        out.println("Paste into another terminal to look at it:");
        out.println();
        out.println("  export AWS_ACCESS_KEY_ID=" + server.credentials().accessKeyId());
        out.println("  export AWS_SECRET_ACCESS_KEY=" + server.credentials().secretAccessKey());
        out.println("  export AWS_DEFAULT_REGION=" + server.region());
        out.println();
        out.flush();
    }
}
