package kinora.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import kinora.camera.AudioSettings;
import kinora.camera.CameraSettings;
import kinora.cli.aws.ApiCallException;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.ClientException;
import kinora.producer.PutMediaRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kinora camera`: a synthetic camera that pushes to a stream.
@Command(
        name = "camera",
        description = "Push a synthetic camera's H.264 and AAC to a stream (created if it is not there), in real time.")
final class CameraCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds (default: never).")
    private @Nullable Integer seconds;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "640x360", description = "Default: ${DEFAULT-VALUE}.")
    private String size = "";

    @Option(names = "--fps", paramLabel = "N", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
    private int framesPerSecond;

    @Option(
            names = "--fragment-seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "From key frame to key frame. Default: ${DEFAULT-VALUE}.")
    private int fragmentSeconds;

    @Option(
            names = "--kbps",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Most kilobits of video per second. Default: ${DEFAULT-VALUE}.")
    private int kilobitsPerSecond;

    @Option(names = "--no-audio", description = "Video alone.")
    private boolean noAudio;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CameraSettings settings = settings();
        try (ApiClient client = options.connect()) {
            createIfMissing(client);
            PutMediaRequest request = PutMediaRequest.absolute(
                    client.dataEndpoint(stream, "PUT_MEDIA"), client.credentials(), client.region(), stream);
            try (CameraFeed feed = new CameraFeed(
                    settings, request, new AckPrinter(spec.commandLine().getOut()))) {
                feed.run(seconds == null ? Long.MAX_VALUE / 2 : seconds * 1000L);
            }
        }
        return 0;
    }

    private CameraSettings settings() throws ClientException {
        String[] sides = size.split("x", -1);
        try {
            return CameraSettings.DEFAULT
                    .withSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]))
                    .withFramesPerSecond(framesPerSecond)
                    .withKeyFrameIntervalFrames(framesPerSecond * fragmentSeconds)
                    .withVideoBitsPerSecond(kilobitsPerSecond * 1000)
                    .withAudio(noAudio ? null : AudioSettings.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new ClientException("No camera can be made so: " + e.getMessage(), e);
        }
    }

    private void createIfMissing(ApiClient client) throws IOException, InterruptedException {
        try {
            StreamsCommand.streamInfo(client, stream);
        } catch (ApiCallException e) {
            if (!e.errorName().equals("ResourceNotFoundException")) {
                throw e;
            }
            client.call(
                    "createStream",
                    body -> body.put("StreamName", stream)
                            .put("MediaType", noAudio ? "video/h264" : "video/h264,audio/aac")
                            .put("DataRetentionInHours", 24));
        }
    }
}
