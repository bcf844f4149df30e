package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import kinora.cli.aws.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `kinora streams`: create, look at, change and delete streams.
@Command(name = "streams", description = "Create, list, describe, change and delete streams.")
final class StreamsCommand {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(name = "list", description = "Name, retention, status and creation time of every stream.")
    void list(@Mixin ClientOptions options) throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            String token = null;
            do {
                JsonNode page = listPage(client, token);
                page.path("StreamInfoList").forEach(this::printStream);
                token = page.path("NextToken").asString(null);
            } while (token != null);
        }
    }

    @Command(name = "create", description = "Create a stream.")
    void create(
            @Mixin ClientOptions options,
            @Parameters(paramLabel = "STREAM") String stream,
            @Option(names = "--retention-hours", defaultValue = "24", description = "Default: ${DEFAULT-VALUE}.")
                    int retentionHours,
            @Option(names = "--media-type", paramLabel = "TYPE", description = "For example video/h264,audio/aac.")
                    @Nullable String mediaType)
            throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            JsonNode created = client.call("createStream", body -> {
                body.put("StreamName", stream).put("DataRetentionInHours", retentionHours);
                if (mediaType != null) {
                    body.put("MediaType", mediaType);
                }
            });
            out().println(created.path("StreamARN").asString(""));
        }
    }

    @Command(name = "describe", description = "All about one stream, as JSON.")
    void describe(@Mixin ClientOptions options, @Parameters(paramLabel = "STREAM") String stream)
            throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            out().println(JSON.writeValueAsString(streamInfo(client, stream)));
        }
    }

    @Command(name = "delete", description = "Delete a stream and all that is stored in it.")
    void delete(@Mixin ClientOptions options, @Parameters(paramLabel = "STREAM") String stream)
            throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            String arn = streamInfo(client, stream).path("StreamARN").asString("");
            client.call("deleteStream", body -> body.put("StreamARN", arn));
        }
    }

    @Command(name = "retention", description = "Set how long a stream keeps its fragments; less deletes what is older.")
    void retention(
            @Mixin ClientOptions options,
            @Parameters(paramLabel = "STREAM") String stream,
            @Parameters(paramLabel = "HOURS") int hours)
            throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            JsonNode info = streamInfo(client, stream);
            int change = hours - info.path("DataRetentionInHours").asInt(0);
            if (change != 0) {
                client.call(
                        "updateDataRetention",
                        body -> body.put("StreamName", stream)
                                .put("CurrentVersion", info.path("Version").asString(""))
                                .put("Operation", change > 0 ? "INCREASE_DATA_RETENTION" : "DECREASE_DATA_RETENTION")
                                .put("DataRetentionChangeInHours", Math.abs(change)));
            }
        }
    }

    @Command(name = "tag", description = "Set tags of a stream; without any, print them.")
    void tag(
            @Mixin ClientOptions options,
            @Parameters(paramLabel = "STREAM") String stream,
            @Parameters(paramLabel = "KEY=VALUE", arity = "0..*", index = "1..*") @Nullable Map<String, String> tags)
            throws IOException, InterruptedException {
        try (ApiClient client = options.connect()) {
            if (tags != null && !tags.isEmpty()) {
                client.call("tagStream", body -> {
                    body.put("StreamName", stream);
                    tags.forEach(body.putObject("Tags")::put);
                });
                return;
            }
            JsonNode answer = client.call("listTagsForStream", body -> body.put("StreamName", stream));
            answer.path("Tags")
                    .properties()
                    .forEach(tag ->
                            out().println(tag.getKey() + "=" + tag.getValue().asString("")));
        }
    }

    static JsonNode streamInfo(ApiClient client, String stream) throws IOException, InterruptedException {
        return client.call("describeStream", body -> body.put("StreamName", stream))
                .path("StreamInfo");
    }

    private static JsonNode listPage(ApiClient client, @Nullable String token)
            throws IOException, InterruptedException {
        return client.call("listStreams", body -> {
            if (token != null) {
                body.put("NextToken", token);
            }
        });
    }

    private void printStream(JsonNode info) {
        out().printf(
                        "%-40s %6d h  %-8s %s%n",
                        info.path("StreamName").asString(""),
                        info.path("DataRetentionInHours").asInt(0),
                        info.path("Status").asString(""),
                        Timestamps.show(Timestamps.fromSeconds(info.path("CreationTime"))));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
