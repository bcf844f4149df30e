package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kinora.api.call.ApiOperation;
import kinora.model.Operation;
import org.junit.jupiter.api.Test;

/// Keeps `docs/reference/coverage.md` honest: one row an operation, built or not as the router has it. Run with
/// `-Drecord` to write it anew.
class CoveragePageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "coverage.md");

    private static final Map<Operation, String> NOTES = Map.ofEntries(
            Map.entry(Operation.PUT_MEDIA, "in no SDK model; the whole acknowledgement protocol"),
            Map.entry(Operation.LIST_FRAGMENTS, "in timestamp order; a stream without retention has none"),
            Map.entry(Operation.GET_IMAGES, "from the key frame before each time; the first image is not missing"),
            Map.entry(
                    Operation.GET_DATA_ENDPOINT, "one port serves every API, so the answer is the address you came to"),
            Map.entry(Operation.CREATE_STREAM, "usable at once; the storage tier is stored and returned"),
            Map.entry(Operation.UPDATE_STREAM_STORAGE_CONFIGURATION, "stored and returned; both tiers are kept alike"),
            Map.entry(Operation.TAG_RESOURCE, "for ARNs of streams"),
            Map.entry(Operation.UNTAG_RESOURCE, "for ARNs of streams"),
            Map.entry(Operation.LIST_TAGS_FOR_RESOURCE, "for ARNs of streams"),
            Map.entry(Operation.DOCTOR, "what is wrong with a stream's media, and which players take it"),
            Map.entry(
                    Operation.GET_HLS_STREAMING_SESSION_URL,
                    "low-latency for LIVE unless DiscontinuityMode=ALWAYS; AWS's limit of 500 changes of codec data is not applied"),
            Map.entry(
                    Operation.GET_DASH_STREAMING_SESSION_URL,
                    "not low-latency; AWS's limit of 500 changes of codec data is not applied"),
            Map.entry(
                    Operation.GET_CLIP, "of any span, at most 100,000 fragments; AWS's own limits with `--limits aws`"),
            Map.entry(Operation.CLIP_URL, "the URL of a clip for players: a session that serves byte ranges"),
            Map.entry(Operation.TIMELINE, "coverage, gaps, bit rate, key frames and activity of any span"));

    @Test
    void pageSaysWhatIsBuilt() throws Exception {
        String page;
        try (TestApi api = TestApi.start()) {
            page = page(api.api.operations());
        }
        if (System.getProperty("record") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: run `mvn -pl api -am test -Drecord -Dtest=CoveragePageTest`")
                .isEqualTo(page);
    }

    private static String page(Map<Operation, ApiOperation> operations) {
        Set<Operation> answered = operations.keySet();
        Map<String, Operation> ofAws = byName(false);
        long built = ofAws.values().stream().filter(answered::contains).count() + 1;
        StringBuilder text = new StringBuilder("# Which operations are built\n\n"
                + "Made from the router by a test. An operation that is not built answers `501 NotImplementedException`.\n\n"
                + built + " of " + ofAws.size() + ".\n\n"
                + "| operation | service | built | notes |\n|---|---|---|---|\n");
        ofAws.forEach((name, operation) -> addRow(text, name, service(operation), operation, answered));
        text.append("""

                ## Beyond AWS

                Signed like the rest, JSON in and out.

                | operation | path | built | notes |
                |---|---|---|---|
                """);
        byName(true).forEach((name, operation) -> addRow(text, name, "POST " + operation.path(), operation, answered));
        return text.toString();
    }

    private static Map<String, Operation> byName(boolean ours) {
        Map<String, Operation> byName = new TreeMap<>();
        for (Operation operation : Operation.values()) {
            if ((operation.service() == Operation.Service.KINORA) == ours) {
                byName.put(operation.awsName(), operation);
            }
        }
        return byName;
    }

    private static void addRow(
            StringBuilder text, String name, String where, Operation operation, Set<Operation> answered) {
        boolean built = answered.contains(operation) || operation == Operation.PUT_MEDIA;
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(where)
                .append(" | ")
                .append(built ? "yes" : "no")
                .append(" | ")
                .append(NOTES.getOrDefault(operation, ""))
                .append(" |\n");
    }

    private static String service(Operation operation) {
        return switch (operation.service()) {
            case CONTROL -> "kinesisvideo";
            case MEDIA -> "kinesis-video-media";
            case ARCHIVED_MEDIA -> "kinesis-video-archived-media";
            case SIGNALING -> "kinesis-video-signaling";
            case WEBRTC_STORAGE -> "kinesis-video-webrtc-storage";
            case KINORA -> "kinora";
        };
    }
}
