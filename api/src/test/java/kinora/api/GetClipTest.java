package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import kinora.model.LimitsMode;
import kinora.model.Operation;
import org.junit.jupiter.api.Test;

/// GetClip up to the point where media is read.
class GetClipTest {
    private static TestApi.Answer clip(TestApi api, String type, long start, long end) {
        return api.call(Operation.GET_CLIP, """
                {"StreamName":"cam","ClipFragmentSelector":{"FragmentSelectorType":"%s",
                 "TimestampRange":{"StartTimestamp":%d,"EndTimestamp":%d}}}""".formatted(type, start, end));
    }

    @Test
    void spanWithoutFragments_isNotFound() throws Exception {
        try (TestApi api = TestApi.start()) {
            api.createStream("cam", 24);
            TestApi.Answer answer = clip(api, "SERVER_TIMESTAMP", 1_000, 2_000);
            assertThat(answer.error()).isEqualTo("404 ResourceNotFoundException");
            assertThat(answer.message()).contains("No fragments found");
        }
    }

    @Test
    void streamWithoutRetention_hasNoClips() throws Exception {
        try (TestApi api = TestApi.start()) {
            api.createStream("cam", 0);
            assertThat(clip(api, "PRODUCER_TIMESTAMP", 1, 2).error()).isEqualTo("400 NoDataRetentionException");
        }
    }

    @Test
    void everyMemberIsRequired() throws Exception {
        try (TestApi api = TestApi.start()) {
            api.createStream("cam", 24);
            assertThat(api.call(Operation.GET_CLIP, "{\"StreamName\":\"cam\"}").error())
                    .isEqualTo("400 InvalidArgumentException");
            assertThat(clip(api, "SOME_TIMESTAMP", 1, 2).error()).isEqualTo("400 InvalidArgumentException");
        }
    }

    @Test
    void spanOfMoreThanADay_isRefusedWhereAwsLimitsHold() throws Exception {
        try (TestApi api = new TestApi(LimitsMode.AWS)) {
            api.createStream("cam", 24);
            TestApi.Answer answer = clip(api, "PRODUCER_TIMESTAMP", 0, 86_401);
            assertThat(answer.error()).isEqualTo("400 InvalidArgumentException");
            assertThat(answer.message()).contains("24 hours");
        }
    }
}
