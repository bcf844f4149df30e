package kinora.sigv4;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;

/// Whatever a stranger sends ends in a claim or in a SigV4Exception; nothing else.
class HostileInputFuzzTest {
    @FuzzTest(maxDuration = "5s")
    void anyAuthorizationHeaderIsReadOrRefused(FuzzedDataProvider data) {
        PlainRequest request = Requests.request(
                "POST",
                "/putMedia",
                "Host",
                data.consumeString(32),
                "X-Amz-Date",
                data.consumeString(20),
                "Authorization",
                data.consumeRemainingAsString());
        readOrRefuse(request);
    }

    @FuzzTest(maxDuration = "5s")
    void anyCredentialAndListOfNamesIsReadOrRefused(FuzzedDataProvider data) {
        PlainRequest request = Requests.request(
                "POST",
                "/putMedia",
                "Host",
                "localhost",
                "X-Amz-Date",
                "20261122T100958Z",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20261122/" + data.consumeString(40) + ",SignedHeaders=host;"
                        + data.consumeString(40) + "x-amz-date,Signature=" + data.consumeRemainingAsString());
        readOrRefuse(request);
    }

    @FuzzTest(maxDuration = "5s")
    void anyTargetIsReadOrRefused(FuzzedDataProvider data) {
        String path = data.consumeString(64);
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=a/20261122/us-east-1/kinesisvideo/aws4_request&X-Amz-Date=20261122T100958Z"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=" + "0".repeat(64) + "&" + data.consumeRemainingAsString();
        readOrRefuse(new PlainRequest("GET", path, query, List.of(Map.entry("Host", "localhost"))));
    }

    private static void readOrRefuse(PlainRequest request) {
        try {
            Requests.verify(request, new ReceivedPayload.PutMediaBody());
        } catch (SigV4Exception e) {
            if (e.explanation().length() > 1_000) {
                throw new AssertionError("an answer that long is an echo", e);
            }
        }
    }
}
