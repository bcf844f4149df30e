package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The control plane, call by call, as a client sees it.
class ControlPlaneTest {
    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private TestApi.Answer call(Operation operation, String body) {
        return api.call(operation, body.replace('\'', '"'));
    }

    private JsonNode describe(String name) {
        return call(Operation.DESCRIBE_STREAM, "{'StreamName':'" + name + "'}")
                .body()
                .path("StreamInfo");
    }

    @Test
    void createdStreamIsActiveAtOnce_withAllThatWasSaid() {
        TestApi.Answer created = call(
                Operation.CREATE_STREAM,
                "{'StreamName':'cam','DeviceName':'dev','MediaType':'video/h264,audio/aac','KmsKeyId':'alias/k',"
                        + "'DataRetentionInHours':2,'Tags':{'site':'a'},'Unknown':{'deep':[1]},'DeviceTags':null}");
        assertThat(created.status()).isEqualTo(200);
        JsonNode info = describe("cam");
        String arn = info.path("StreamARN").asString();
        assertThat(arn).isEqualTo(created.body().path("StreamARN").asString());
        assertThat(info.path("Status").asString()).isEqualTo("ACTIVE");
        assertThat(info.path("DeviceName").asString()).isEqualTo("dev");
        assertThat(info.path("MediaType").asString()).isEqualTo("video/h264,audio/aac");
        assertThat(info.path("KmsKeyId").asString()).isEqualTo("alias/k");
        assertThat(info.path("DataRetentionInHours").asInt()).isEqualTo(2);
        String createdMs = arn.substring(arn.lastIndexOf('/') + 1);
        String seconds = createdMs.substring(0, 10) + "." + createdMs.substring(10);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamName':'cam'}").text())
                .contains("\"CreationTime\":" + seconds + ",");
    }

    @Test
    void bareStreamHasAwsDefaults() {
        api.createStream("bare", 0);
        JsonNode info = describe("bare");
        assertThat(info.path("KmsKeyId").asString())
                .isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/aws/kinesisvideo");
        assertThat(info.has("DeviceName")).isFalse();
        assertThat(call(Operation.DESCRIBE_STREAM_STORAGE_CONFIGURATION, "{'StreamName':'bare'}")
                        .body()
                        .path("StreamStorageConfiguration")
                        .path("DefaultStorageTier")
                        .asString())
                .isEqualTo("HOT");
    }

    @Test
    void nameTwice_isInUse() {
        api.createStream("cam", 0);
        assertThat(call(Operation.CREATE_STREAM, "{'StreamName':'cam'}").error())
                .isEqualTo("400 ResourceInUseException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|400 InvalidArgumentException",
                "{'StreamName':''}|400 InvalidArgumentException",
                "{'StreamName':'a b'}|400 InvalidArgumentException",
                "{'StreamName':5}|400 SerializationException",
                "{'StreamName':'x','DataRetentionInHours':-1}|400 InvalidArgumentException",
                "{'StreamName':'x','DataRetentionInHours':87601}|400 InvalidArgumentException",
                "{'StreamName':'x','DataRetentionInHours':1.5}|400 SerializationException",
                "{'StreamName':'x','DataRetentionInHours':99999999999999999999}|400 InvalidArgumentException",
                "{'StreamName':'x','MediaType':'video'}|400 InvalidArgumentException",
                "{'StreamName':'x','Tags':{}}|400 InvalidArgumentException",
                "{'StreamName':'x','Tags':{'aws:k':'v'}}|400 InvalidArgumentException",
                "{'StreamName':'x','Tags':{'k':1}}|400 SerializationException",
                "{'StreamName':'x','Tags':['k']}|400 SerializationException",
                "{'StreamName':'x','StreamStorageConfiguration':{}}|400 InvalidArgumentException",
                "{'StreamName':'x','StreamStorageConfiguration':{'DefaultStorageTier':'COLD'}}|400 InvalidArgumentException",
                "[]|400 SerializationException",
                "{'StreamName':|400 SerializationException",
            })
    void wrongMembersAreRefused(String body, String error) {
        assertThat(call(Operation.CREATE_STREAM, body).error()).isEqualTo(error);
        assertThat(api.store.catalog.count()).isZero();
    }

    @Test
    void hostileJsonIsRefused_notParsedToTheEnd() {
        String deep = "[".repeat(100_000);
        String long64k = "\"" + "a".repeat(100_000) + "\"";
        for (String body : List.of(deep, "{\"a\":" + long64k + "}", "{\"a\":" + "9".repeat(100) + "}", "nul", "{}}")) {
            assertThat(api.call(Operation.LIST_STREAMS, body).status()).isIn(200, 400);
        }
        assertThat(api.call(Operation.LIST_STREAMS, deep).error()).isEqualTo("400 SerializationException");
    }

    @Test
    void streamIsFoundByNameOrArn_andBothMustAgree() {
        String arn = api.createStream("cam", 0);
        api.createStream("other", 0);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamARN':'" + arn + "'}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamName':'cam','StreamARN':'" + arn + "'}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamName':'other','StreamARN':'" + arn + "'}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
        assertThat(call(Operation.DESCRIBE_STREAM, "{}").error()).isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void unknownStream_is404_soThatProducersCreateIt() {
        TestApi.Answer answer = call(Operation.DESCRIBE_STREAM, "{'StreamName':'nowhere'}");
        assertThat(answer.error()).isEqualTo("404 ResourceNotFoundException");
        assertThat(answer.body().path("Message").asString())
                .isEqualTo("The requested stream is not found or not active.");
        assertThat(answer.header("x-amzn-RequestId")).matches("[0-9a-f-]{36}");
        String foreign = "arn:aws:kinesisvideo:eu-west-1:123456789012:stream/nowhere/1";
        String channel = "arn:aws:kinesisvideo:us-east-1:123456789012:channel/nowhere/1";
        for (String arn : List.of(foreign, channel)) {
            assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamARN':'" + arn + "'}")
                            .error())
                    .isEqualTo("404 ResourceNotFoundException");
            assertThat(call(Operation.LIST_TAGS_FOR_RESOURCE, "{'ResourceARN':'" + arn + "'}")
                            .error())
                    .isEqualTo("404 ResourceNotFoundException");
        }
    }

    @Test
    void listPagesThroughAllNamesOnce() {
        IntStream.range(0, 7).forEach(i -> api.createStream("cam-" + i, 0));
        api.createStream("door", 0);
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = call(
                            Operation.LIST_STREAMS,
                            "{'MaxResults':3,'StreamNameCondition':{'ComparisonOperator':'BEGINS_WITH',"
                                    + "'ComparisonValue':'cam'},'NextToken':'" + token + "'}")
                    .body();
            page.path("StreamInfoList")
                    .forEach(info -> names.add(info.path("StreamName").asString()));
            token = page.path("NextToken").asString("");
        } while (!token.isEmpty());
        assertThat(names).containsExactly("cam-0", "cam-1", "cam-2", "cam-3", "cam-4", "cam-5", "cam-6");
    }

    @Test
    void tamperedOrForeignPageToken_isInvalid() {
        api.createStreams("a", "b", "c");
        String token = call(Operation.LIST_STREAMS, "{'MaxResults':1}")
                .body()
                .path("NextToken")
                .asString();
        assertThat(call(Operation.LIST_STREAMS, "{'NextToken':'" + token + "'}").status())
                .isEqualTo(200);
        String changed = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        for (String bad : List.of(changed, "AAAA", "=")) {
            assertThat(call(Operation.LIST_STREAMS, "{'NextToken':'" + bad + "'}")
                            .error())
                    .isEqualTo("400 InvalidArgumentException");
        }
        assertThat(call(
                                Operation.LIST_STREAMS,
                                "{'NextToken':'" + token
                                        + "','StreamNameCondition':{'ComparisonOperator':'BEGINS_WITH','ComparisonValue':'b'}}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void updateChangesWhatIsGiven_andRenewsTheVersion() {
        api.createStream("cam", 0);
        String version = describe("cam").path("Version").asString();
        String update = "{'StreamName':'cam','CurrentVersion':'" + version + "','DeviceName':'d2'}";
        assertThat(call(Operation.UPDATE_STREAM, update).status()).isEqualTo(200);
        assertThat(describe("cam").path("DeviceName").asString()).isEqualTo("d2");
        assertThat(describe("cam").path("Version").asString()).isNotEqualTo(version);
        assertThat(call(Operation.UPDATE_STREAM, update).error()).isEqualTo("400 VersionMismatchException");
    }

    @Test
    void retentionIsChangedByDifferences_withinTenYears() {
        api.createStream("cam", 24);
        assertThat(changeRetention("INCREASE_DATA_RETENTION", 6)).isEqualTo("200 ");
        assertThat(describe("cam").path("DataRetentionInHours").asInt()).isEqualTo(30);
        assertThat(changeRetention("DECREASE_DATA_RETENTION", 30)).isEqualTo("200 ");
        assertThat(describe("cam").path("DataRetentionInHours").asInt()).isZero();
        assertThat(changeRetention("DECREASE_DATA_RETENTION", 1)).isEqualTo("400 InvalidArgumentException");
        assertThat(changeRetention("INCREASE_DATA_RETENTION", 87_601)).isEqualTo("400 InvalidArgumentException");
        assertThat(changeRetention("INCREASE_DATA_RETENTION", Integer.MAX_VALUE))
                .isEqualTo("400 InvalidArgumentException");
        assertThat(changeRetention("INCREASE_DATA_RETENTION", 0)).isEqualTo("400 InvalidArgumentException");
        assertThat(changeRetention("DOUBLE", 1)).isEqualTo("400 InvalidArgumentException");
    }

    private String changeRetention(String operation, int hours) {
        String version = describe("cam").path("Version").asString();
        return call(
                        Operation.UPDATE_DATA_RETENTION,
                        "{'StreamName':'cam','CurrentVersion':'" + version + "','Operation':'" + operation
                                + "','DataRetentionChangeInHours':" + hours + "}")
                .error();
    }

    @Test
    void storageTierIsKeptAndReturned() {
        api.createStream("cam", 24);
        String version = describe("cam").path("Version").asString();
        assertThat(call(
                                Operation.UPDATE_STREAM_STORAGE_CONFIGURATION,
                                "{'StreamName':'cam','CurrentVersion':'" + version
                                        + "','StreamStorageConfiguration':{'DefaultStorageTier':'WARM'}}")
                        .status())
                .isEqualTo(200);
        JsonNode answer = call(Operation.DESCRIBE_STREAM_STORAGE_CONFIGURATION, "{'StreamName':'cam'}")
                .body();
        assertThat(answer.path("StreamStorageConfiguration")
                        .path("DefaultStorageTier")
                        .asString())
                .isEqualTo("WARM");
        assertThat(answer.path("StreamName").asString()).isEqualTo("cam");
    }

    @Test
    void tagsAreAddedOverwrittenAndRemoved_byBothFamiliesOfCalls() {
        String arn = api.createStream("cam", 0);
        assertThat(call(Operation.TAG_STREAM, "{'StreamName':'cam','Tags':{'a':'1','b':''}}")
                        .status())
                .isEqualTo(200);
        assertThat(call(
                                Operation.TAG_RESOURCE,
                                "{'ResourceARN':'" + arn
                                        + "','Tags':[{'Key':'a','Value':'2'},{'Key':'ü x','Value':'v'}]}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.UNTAG_STREAM, "{'StreamName':'cam','TagKeyList':['b','absent']}")
                        .status())
                .isEqualTo(200);
        JsonNode tags = call(Operation.LIST_TAGS_FOR_RESOURCE, "{'ResourceARN':'" + arn + "'}")
                .body()
                .path("Tags");
        assertThat(tags.toString()).contains("\"a\":\"2\"", "\"ü x\":\"v\"").doesNotContain("\"b\"");
        assertThat(call(Operation.UNTAG_RESOURCE, "{'ResourceARN':'" + arn + "','TagKeyList':['a','ü x']}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.LIST_TAGS_FOR_STREAM, "{'StreamName':'cam'}")
                        .body()
                        .toString())
                .isEqualTo("{\"Tags\":{}}");
    }

    @Test
    void fiftyFirstTag_isRefused() {
        String first = tags(0, 50);
        assertThat(call(Operation.CREATE_STREAM, "{'StreamName':'cam','Tags':{" + first + "}}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.TAG_STREAM, "{'StreamName':'cam','Tags':{'k50':'v'}}")
                        .error())
                .isEqualTo("400 TagsPerResourceExceededLimitException");
        assertThat(call(Operation.TAG_STREAM, "{'StreamName':'cam','Tags':{'k49':'new'}}")
                        .status())
                .isEqualTo(200);
        assertThat(call(Operation.TAG_STREAM, "{'StreamName':'cam','Tags':{" + tags(0, 51) + "}}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
    }

    private static String tags(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
    }

    @Test
    void deletedStreamIsGone_andItsArnNeverReachesTheNextOne() {
        String arn = api.createStream("cam", 0);
        assertThat(call(Operation.DELETE_STREAM, "{'StreamARN':'" + arn + "','CurrentVersion':'no'}")
                        .error())
                .isEqualTo("400 VersionMismatchException");
        assertThat(call(Operation.DELETE_STREAM, "{'StreamARN':'" + arn + "'}").status())
                .isEqualTo(200);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamName':'cam'}").status())
                .isEqualTo(404);
        api.createStream("cam", 0);
        assertThat(call(Operation.DESCRIBE_STREAM, "{'StreamARN':'" + arn + "'}")
                        .error())
                .isEqualTo("404 ResourceNotFoundException");
        assertThat(call(Operation.DELETE_STREAM, "{'StreamName':'cam'}").error())
                .isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void dataEndpointIsWhereTheCallerCameTo() {
        api.createStream("cam", 0);
        assertThat(call(Operation.GET_DATA_ENDPOINT, "{'StreamName':'cam','APIName':'PUT_MEDIA'}")
                        .body()
                        .path("DataEndpoint")
                        .asString())
                .isEqualTo("http://" + api.authority());
        assertThat(call(Operation.GET_DATA_ENDPOINT, "{'StreamName':'cam','APIName':'PUT'}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
        assertThat(call(Operation.GET_DATA_ENDPOINT, "{'StreamName':'no','APIName':'PUT_MEDIA'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sixthCallInASecond_isThrottled_inAwsModeOnly() throws Exception {
        try (TestApi aws = new TestApi(LimitsMode.AWS)) {
            aws.createStream("cam", 0);
            String refused = IntStream.range(0, 30)
                    .mapToObj(_ -> aws.call(Operation.DESCRIBE_STREAM, "{\"StreamName\":\"cam\"}"))
                    .filter(answer -> answer.status() == 400)
                    .map(TestApi.Answer::message)
                    .findFirst()
                    .orElse("none");
            assertThat(refused)
                    .isEqualTo("Limit exceeded on number of requests for DescribeStream API for resource 'cam'");
        }
        api.createStream("cam", 0);
        assertThat(IntStream.range(0, 30)
                        .map(_ -> call(Operation.DESCRIBE_STREAM, "{'StreamName':'cam'}")
                                .status()))
                .containsOnly(200);
    }
}
