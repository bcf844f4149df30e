package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.model.Operation;
import kinora.read.live.StartSelector;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// ListFragments, GetMediaForFragmentList and GetMedia up to the point where media flows.
class ArchiveCallsTest {
    private static final long START_MS = 1_795_342_000_000L;

    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
        api.createStream("cam", 24);
        for (int i = 0; i < 5; i++) {
            long atMs = START_MS + i * 2_000L;
            FragmentNumber number = new FragmentNumber(1_001 + i, atMs, i);
            // Three fragments of one producer second: pages must not lose the second and third.
            long producerMs = i < 3 ? START_MS : atMs;
            api.store.fragments.add(new FragmentInfo(number, i, producerMs, 0, 1_960, 40, 578_412, 60, 1, 1, 400_000));
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private TestApi.Answer call(Operation operation, String body) {
        return api.call(operation, body.replace('\'', '"'));
    }

    private static String selector(String kind, double startS, double endS) {
        return "'FragmentSelector':{'FragmentSelectorType':'" + kind + "','TimestampRange':{'StartTimestamp':" + startS
                + ",'EndTimestamp':" + endS + "}}";
    }

    @Test
    void bothEndsOfTheSpanCount_andFieldsAreThoseOfAws() {
        TestApi.Answer answer = call(
                Operation.LIST_FRAGMENTS,
                "{'StreamName':'cam'," + selector("SERVER_TIMESTAMP", 1795342002, 1795342004.0) + "}");
        assertThat(answer.body().path("Fragments").size()).isEqualTo(2);
        assertThat(answer.text())
                .startsWith("{\"Fragments\":[{\"FragmentNumber\":\""
                        + api.store.fragments.get(1).number()
                        + "\",\"FragmentSizeInBytes\":578412,\"ProducerTimestamp\":1795342000.000,"
                        + "\"ServerTimestamp\":1795342002.000,\"FragmentLengthInMilliseconds\":1960}");
    }

    @ParameterizedTest
    @CsvSource({"SERVER_TIMESTAMP,1", "SERVER_TIMESTAMP,2", "PRODUCER_TIMESTAMP,1", "PRODUCER_TIMESTAMP,2"})
    void pagesHoldEveryFragmentOnce(String kind, int maxResults) {
        List<String> numbers = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = call(
                            Operation.LIST_FRAGMENTS,
                            "{'StreamName':'cam','MaxResults':" + maxResults + next + ","
                                    + selector(kind, 1795342000, 1795342100) + "}")
                    .body();
            page.path("Fragments")
                    .forEach(f -> numbers.add(f.path("FragmentNumber").asString()));
            String token = page.path("NextToken").asString("");
            next = token.isEmpty() ? "" : ",'NextToken':'" + token + "'";
        } while (!next.isEmpty());
        assertThat(numbers)
                .containsExactlyElementsOf(api.store.fragments.stream()
                        .map(f -> f.number().toString())
                        .toList());
    }

    @Test
    void tokenGoesOnWithoutSelector_butWithNoOther_andForNoOtherStream() {
        api.createStream("other", 24);
        String span = selector("SERVER_TIMESTAMP", 1795342000, 1795342100);
        String token = call(Operation.LIST_FRAGMENTS, "{'StreamName':'cam','MaxResults':4," + span + "}")
                .body()
                .path("NextToken")
                .asString();
        assertThat(token).matches("[a-zA-Z0-9+/]+={0,2}");
        assertThat(call(Operation.LIST_FRAGMENTS, "{'StreamName':'cam','NextToken':'" + token + "'}")
                        .body()
                        .path("Fragments")
                        .size())
                .isEqualTo(1);
        String otherSpan = selector("SERVER_TIMESTAMP", 1795342000, 1795342099);
        assertThat(call(Operation.LIST_FRAGMENTS, "{'StreamName':'cam','NextToken':'" + token + "'," + otherSpan + "}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
        assertThat(call(Operation.LIST_FRAGMENTS, "{'StreamName':'other','NextToken':'" + token + "'}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
        assertThat(call(Operation.LIST_FRAGMENTS, "{'StreamName':'cam','NextToken':'AAAA'}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void spanBeforeTheRetainedTime_isRefusedInAwsWords() {
        api.store.horizonMs = START_MS;
        TestApi.Answer refused = call(
                Operation.LIST_FRAGMENTS,
                "{'StreamName':'cam'," + selector("SERVER_TIMESTAMP", 1725465000, 1725465732) + "}");
        assertThat(refused.error()).isEqualTo("400 InvalidArgumentException");
        assertThat(refused.message())
                .isEqualTo("End timestamp 1725465732000 is outside of the stream retention period.");
    }

    @Test
    void streamWithoutRetention_hasNoFragments() {
        api.createStream("live", 0);
        assertThat(call(
                                Operation.LIST_FRAGMENTS,
                                "{'StreamName':'live'," + selector("SERVER_TIMESTAMP", 1795342000, 1795342100) + "}")
                        .body()
                        .toString())
                .isEqualTo("{\"Fragments\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'StreamName':'cam'}",
                "{'StreamName':'cam','FragmentSelector':{}}",
                "{'StreamName':'cam','MaxResults':0,'NextToken':'AAAA'}",
                "{'StreamName':'cam','MaxResults':1001,'NextToken':'AAAA'}",
                "{'StreamName':'cam','FragmentSelector':{'FragmentSelectorType':'SERVER_TIMESTAMP','TimestampRange':{'StartTimestamp':2,'EndTimestamp':1}}}",
                "{'StreamName':'cam','FragmentSelector':{'FragmentSelectorType':'SERVER_TIMESTAMP','TimestampRange':{'StartTimestamp':-1,'EndTimestamp':1}}}",
                "{'StreamName':'cam','FragmentSelector':{'FragmentSelectorType':'SERVER_TIMESTAMP','TimestampRange':{'StartTimestamp':1,'EndTimestamp':1e300}}}",
                "{'StreamName':'cam','FragmentSelector':{'FragmentSelectorType':'NOW','TimestampRange':{'StartTimestamp':1,'EndTimestamp':2}}}",
            })
    void wrongListsAreRefused(String body) {
        assertThat(call(Operation.LIST_FRAGMENTS, body).error()).isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void fragmentListHandsOverItsNumbersInOrder() {
        FragmentNumber first = api.store.fragments.get(3).number();
        FragmentNumber second = api.store.fragments.get(0).number();
        TestApi.Answer answer = call(
                Operation.GET_MEDIA_FOR_FRAGMENT_LIST,
                "{'StreamName':'cam','Fragments':['" + first + "','" + second + "']}");
        assertThat(answer.header("Content-Type")).isEqualTo("video/webm");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(api.media.asked.poll()).isEqualTo(List.of(first, second));
    }

    @Test
    void foreignNumbers_areInvalid() {
        String foreign = new FragmentNumber(9, START_MS, 0).toString();
        for (String number : List.of(foreign, "1", "9".repeat(128))) {
            TestApi.Answer refused =
                    call(Operation.GET_MEDIA_FOR_FRAGMENT_LIST, "{'StreamName':'cam','Fragments':['" + number + "']}");
            assertThat(refused.error()).isEqualTo("400 InvalidArgumentException");
            assertThat(refused.message()).isEqualTo("Fragment numbers are invalid : " + number);
        }
        for (String list : List.of("[]", "['x']", "['" + "1','".repeat(1_000) + "1']")) {
            assertThat(call(Operation.GET_MEDIA_FOR_FRAGMENT_LIST, "{'StreamName':'cam','Fragments':" + list + "}")
                            .error())
                    .isEqualTo("400 InvalidArgumentException");
        }
        assertThat(api.media.asked).isEmpty();
    }

    @Test
    void everyStartSelectorIsUnderstood() {
        String number = api.store.fragments.get(2).number().toString();
        assertThat(selected("{'StartSelectorType':'NOW'}")).isEqualTo(new StartSelector.Now());
        assertThat(selected("{'StartSelectorType':'EARLIEST','StartTimestamp':null}"))
                .isEqualTo(new StartSelector.Earliest());
        StartSelector after = new StartSelector.AfterFragment(FragmentNumber.parse(number));
        assertThat(selected("{'StartSelectorType':'FRAGMENT_NUMBER','AfterFragmentNumber':'" + number + "'}"))
                .isEqualTo(after);
        assertThat(selected("{'StartSelectorType':'CONTINUATION_TOKEN','ContinuationToken':'" + number + "'}"))
                .isEqualTo(after);
        assertThat(selected("{'StartSelectorType':'SERVER_TIMESTAMP','StartTimestamp':1646055362.163}"))
                .isEqualTo(new StartSelector.AtTimestamp(TimestampKind.SERVER, 1_646_055_362_163L));
        assertThat(selected("{'StartSelectorType':'PRODUCER_TIMESTAMP','StartTimestamp':1646055362}"))
                .isEqualTo(new StartSelector.AtTimestamp(TimestampKind.PRODUCER, 1_646_055_362_000L));
    }

    private Object selected(String selector) {
        TestApi.Answer answer = call(Operation.GET_MEDIA, "{'StreamName':'cam','StartSelector':" + selector + "}");
        assertThat(answer.status()).isEqualTo(200);
        return api.media.asked.remove();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{'StartSelectorType':'LATEST'}",
                "{'StartSelectorType':'FRAGMENT_NUMBER'}",
                "{'StartSelectorType':'FRAGMENT_NUMBER','AfterFragmentNumber':'12'}",
                "{'StartSelectorType':'FRAGMENT_NUMBER','ContinuationToken':'12'}",
                "{'StartSelectorType':'CONTINUATION_TOKEN','ContinuationToken':'abc'}",
                "{'StartSelectorType':'SERVER_TIMESTAMP'}",
                "{'StartSelectorType':'NOW','StartTimestamp':1}",
            })
    void wrongSelectorsAreRefused(String selector) {
        assertThat(call(Operation.GET_MEDIA, "{'StreamName':'cam','StartSelector':" + selector + "}")
                        .error())
                .isEqualTo("400 InvalidArgumentException");
    }
}
