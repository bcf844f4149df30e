package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import kinora.model.LimitsMode;
import kinora.model.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// GetImages up to the point where pictures are decoded.
class GetImagesTest {
    private static final String SPAN =
            "\"ImageSelectorType\":\"SERVER_TIMESTAMP\",\"StartTimestamp\":1795342000,\"EndTimestamp\":1795342060";

    private static TestApi.Answer images(TestApi api, String members) {
        return api.call(Operation.GET_IMAGES, "{\"StreamName\":\"cam\"," + members.replace('\'', '"') + "}");
    }

    @Test
    void everySamplingPointHasAnEntry_pageByPage() throws Exception {
        try (TestApi api = TestApi.start()) {
            api.createStream("cam", 24);
            TestApi.Answer answer = images(api, SPAN + ",'Format':'PNG','SamplingInterval':2000,'MaxResults':20");
            JsonNode page = answer.body();
            assertThat(page.path("Images").size()).isEqualTo(20);
            assertThat(answer.text())
                    .startsWith("{\"Images\":[{\"TimeStamp\":1795342000.000,\"Error\":\"NO_MEDIA\"}")
                    .contains("{\"TimeStamp\":1795342038.000,\"Error\":\"NO_MEDIA\"}],\"NextToken\":");
            String token = page.path("NextToken").asString();
            JsonNode rest = images(api, SPAN + ",'Format':'PNG','SamplingInterval':2000,'NextToken':'" + token + "'")
                    .body();
            assertThat(rest.path("Images").size()).isEqualTo(10);
            assertThat(rest.has("NextToken")).isFalse();
            assertThat(images(api, SPAN + ",'Format':'JPEG','SamplingInterval':2000,'NextToken':'" + token + "'")
                            .error())
                    .isEqualTo("400 InvalidArgumentException");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Format':'GIF'",
                "'Format':'PNG','SamplingInterval':199",
                "'Format':'PNG','WidthPixels':640",
                "'Format':'PNG','WidthPixels':3841,'HeightPixels':100",
                "'Format':'PNG','HeightPixels':2161",
                "'Format':'JPEG','FormatConfig':{'JPEGQuality':'101'}",
                "'Format':'JPEG','FormatConfig':{'Quality':'10'}",
                "'Format':'JPEG','MaxResults':101",
                "'Format':'JPEG','NextToken':'AAAA'",
                "'SamplingInterval':3000"
            })
    void valuesThatAwsRefuses_areRefusedInItsMode(String members) throws Exception {
        try (TestApi api = new TestApi(LimitsMode.AWS)) {
            api.createStream("cam", 24);
            assertThat(images(api, SPAN + "," + members).error()).isEqualTo("400 InvalidArgumentException");
        }
    }

    @Test
    void spanIsBounded_inAwsModeOnly_andNeverBackwards() throws Exception {
        String tooLong =
                "'ImageSelectorType':'PRODUCER_TIMESTAMP','StartTimestamp':1000,'EndTimestamp':1301,'Format':'PNG'";
        String backwards =
                "'ImageSelectorType':'PRODUCER_TIMESTAMP','StartTimestamp':1000,'EndTimestamp':999,'Format':'PNG'";
        try (TestApi strict = new TestApi(LimitsMode.AWS);
                TestApi relaxed = TestApi.start()) {
            strict.createStream("cam", 24);
            relaxed.createStream("cam", 24);
            assertThat(images(strict, tooLong).error()).isEqualTo("400 InvalidArgumentException");
            assertThat(images(relaxed, tooLong).body().path("Images").size()).isEqualTo(25);
            assertThat(images(relaxed, backwards).error()).isEqualTo("400 InvalidArgumentException");
        }
    }

    @Test
    void streamWithoutRetention_hasNoData() throws Exception {
        try (TestApi api = TestApi.start()) {
            api.createStream("cam", 0);
            assertThat(images(api, SPAN + ",'Format':'PNG'").error()).isEqualTo("400 NoDataRetentionException");
        }
    }
}
