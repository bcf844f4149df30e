package kinora.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.ClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kinora image`: a picture of a stream.
@Command(name = "image", description = "Save a picture of a stream, of now or of the time given.")
final class ImageCommand implements Callable<Integer> {
    private static final long WINDOW_MS_MIN = 2_000;

    /// Without a time: how far back a picture is looked for.
    private static final long WINDOW_MS_MAX = 86_400_000;

    private enum Format {
        JPEG,
        PNG
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "STREAM")
    private String stream = "";

    @Option(names = "--at", paramLabel = "TIME", description = "Server timestamp (default: the newest picture).")
    private @Nullable String at;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.JPEG;

    @Option(names = "--quality", description = "JPEG quality, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int quality = 80;

    @Option(names = "--width", paramLabel = "PIXELS", description = "Scale to this width.")
    private @Nullable Integer width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "Scale to this height.")
    private @Nullable Integer height;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to save it (default: STREAM.jpg or .png).")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            URI endpoint = client.dataEndpoint(stream, "GET_IMAGES");
            JsonNode image = at == null ? newest(client, endpoint) : image(client, endpoint, Timestamps.parseMs(at), 1);
            if (!image.has("ImageContent")) {
                throw new ClientException(why(image.path("Error").asString("")));
            }
            byte[] content = image.path("ImageContent").binaryValue();
            Path file = output == null ? Path.of(stream + (format == Format.JPEG ? ".jpg" : ".png")) : output;
            Files.write(file, content);
            spec.commandLine()
                    .getOut()
                    .println(String.format(Locale.ROOT, "%s: %.1f KB", file, content.length / 1000.0));
        }
        return 0;
    }

    /// Looks further and further back, each time for the first picture of a span.
    private JsonNode newest(ApiClient client, URI endpoint) throws IOException, InterruptedException {
        long nowMs = System.currentTimeMillis();
        long windowMs = WINDOW_MS_MIN;
        JsonNode image = image(client, endpoint, nowMs - windowMs, windowMs);
        while (!image.has("ImageContent") && windowMs < WINDOW_MS_MAX) {
            windowMs *= 2;
            image = image(client, endpoint, nowMs - windowMs, windowMs);
        }
        return image;
    }

    private JsonNode image(ApiClient client, URI endpoint, long timestampMs, long windowMs)
            throws IOException, InterruptedException {
        JsonNode answer = client.call(endpoint, "getImages", body -> fill(body, timestampMs, windowMs));
        return answer.path("Images").path(0);
    }

    private void fill(ObjectNode body, long timestampMs, long windowMs) {
        body.put("StreamName", stream)
                .put("ImageSelectorType", "SERVER_TIMESTAMP")
                .put("StartTimestamp", Timestamps.toSeconds(timestampMs))
                .put("EndTimestamp", Timestamps.toSeconds(timestampMs))
                .put("SamplingInterval", Math.max(1_000, windowMs))
                .put("Format", format.name());
        if (format == Format.JPEG) {
            body.putObject("FormatConfig").put("JPEGQuality", Integer.toString(quality));
        }
        if (width != null) {
            body.put("WidthPixels", width);
        }
        if (height != null) {
            body.put("HeightPixels", height);
        }
    }

    private String why(String error) {
        return error.equals("NO_MEDIA")
                ? "There is nothing stored of " + stream + (at == null ? " in the last day." : " at that time.")
                : "No picture can be made of what is stored; `kinora doctor " + stream + "` says why.";
    }
}
