package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The AWS CLI as it is on this machine, version 1 or 2.
@Timeout(180)
class AwsCliTest {
    private static final String SELECTOR =
            "FragmentSelectorType=SERVER_TIMESTAMP,TimestampRange={StartTimestamp=1,EndTimestamp=4000000000}";

    private final KinoraEndpoint server = SharedServer.get();

    @TempDir
    Path folder;

    @Test
    void streamsAreCreatedDescribedTaggedListedAndDeleted() throws Exception {
        Tools.require("aws");
        String arn = aws("kinesisvideo", "create-stream", "--stream-name", "cli-life", "--data-retention-in-hours", "2")
                .path("StreamARN")
                .asString();
        JsonNode info = aws("kinesisvideo", "describe-stream", "--stream-name", "cli-life")
                .path("StreamInfo");
        assertThat(info.path("StreamARN").asString()).isEqualTo(arn);
        assertThat(info.path("DataRetentionInHours").asInt()).isEqualTo(2);
        aws("kinesisvideo", "tag-stream", "--stream-name", "cli-life", "--tags", "site=north");
        assertThat(aws("kinesisvideo", "list-tags-for-stream", "--stream-name", "cli-life")
                        .path("Tags")
                        .path("site")
                        .asString())
                .isEqualTo("north");
        assertThat(aws("kinesisvideo", "list-streams").toString()).contains("cli-life");
        aws("kinesisvideo", "delete-stream", "--stream-arn", arn);
        Program gone = run("kinesisvideo", "describe-stream", "--stream-name", "cli-life");
        assertThat(gone.exitCode()).isNotZero();
        assertThat(gone.err()).contains("ResourceNotFoundException");
    }

    @Test
    void mediaIsListedAndReadIntoAFile() throws Exception {
        Tools.require("aws");
        TestMedia media = TestMedia.of(TestMedia.Shape.seconds(3, System.currentTimeMillis()), 61);
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("cli-media");
            try (MediaProducer producer = MediaProducer.open(client.putMedia("cli-media"), media.tracks(), ack -> {})) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                }
                producer.finish(Duration.ofSeconds(20));
            }
        }
        assertThat(aws("kinesisvideo", "get-data-endpoint", "--stream-name", "cli-media", "--api-name", "GET_MEDIA")
                        .path("DataEndpoint")
                        .asString())
                .isEqualTo(server.uri().toString());
        List<String> numbers = new ArrayList<>();
        aws(
                        "kinesis-video-archived-media",
                        "list-fragments",
                        "--stream-name",
                        "cli-media",
                        "--fragment-selector",
                        SELECTOR)
                .path("Fragments")
                .forEach(fragment -> numbers.add(fragment.path("FragmentNumber").asString()));
        numbers.sort(null);
        Path file = folder.resolve("media.mkv");
        List<String> arguments = new ArrayList<>(List.of(
                "kinesis-video-archived-media",
                "get-media-for-fragment-list",
                "--stream-name",
                "cli-media",
                file.toString(),
                "--fragments"));
        arguments.addAll(numbers);
        aws(arguments.toArray(String[]::new));
        KinoraClient.assertSameFragments(
                KinoraClient.readAll(new ByteArrayInputStream(Files.readAllBytes(file))), media.fragments());
    }

    private JsonNode aws(String... arguments) throws Exception {
        String output = run(arguments).output();
        return JsonMapper.shared().readTree(output.isBlank() ? "{}" : output);
    }

    private Program run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "aws", "--endpoint-url", server.uri().toString(), "--region", server.region(), "--output", "json"));
        command.addAll(List.of(arguments));
        return Program.run(
                Map.of(
                        "AWS_ACCESS_KEY_ID", server.credentials().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", server.credentials().secretAccessKey(),
                        "AWS_CONFIG_FILE", folder.resolve("none").toString(),
                        "AWS_PAGER", "",
                        "AWS_EC2_METADATA_DISABLED", "true"),
                command);
    }
}
