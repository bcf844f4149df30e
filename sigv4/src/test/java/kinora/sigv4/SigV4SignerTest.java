package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the signer signs, the verifier takes.
class SigV4SignerTest {
    private static final Credentials TEMPORARY = new Credentials(Requests.ACCESS_KEY_ID, Requests.SECRET, "token/1+2=");
    private static final SigV4Signer SIGNER = new SigV4Signer(TEMPORARY, Requests.REGION, "kinesisvideo");

    @Test
    void headerFormVerifies_withTokenAndContentHashSigned() throws Exception {
        String body = "{\"StreamName\":\"cam\"}";
        PlainRequest request = Requests.request(
                "POST",
                "/describeStream?b=2&a=1%2F+x",
                "Host",
                "localhost:8443",
                "Content-Type",
                "application/json",
                "User-Agent",
                "kinora",
                "Transfer-Encoding",
                "chunked");
        Map<String, String> added =
                SIGNER.headers(request, PayloadHash.of(body.getBytes(StandardCharsets.UTF_8)), Requests.NOW);
        SignatureClaim claim = Requests.verify(Requests.plus(request, added), Requests.body(body));
        assertThat(claim.securityToken()).isEqualTo("token/1+2=");
        assertThat(claim.signedHeaders())
                .containsExactly("content-type", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");
    }

    @Test
    void putMediaVerifies_withALiteralHash() throws Exception {
        PlainRequest request = Requests.request("POST", "/putMedia", "Host", "localhost", "x-amzn-stream-name", "cam");
        for (PayloadHash literal : new PayloadHash[] {PayloadHash.EMPTY, PayloadHash.UNSIGNED}) {
            Map<String, String> added = SIGNER.headers(request, literal, Requests.NOW);
            SignatureClaim claim = Requests.verify(Requests.plus(request, added), new ReceivedPayload.PutMediaBody());
            assertThat(claim.signedHeaders()).contains("x-amzn-stream-name");
        }
    }

    @Test
    void presignedFormVerifies_withOddParameters() throws Exception {
        PlainRequest request = Requests.request("GET", "/getMedia?b=%20%2B+&a&a=%zz", "Host", "localhost:8443");
        String query = SIGNER.presignedQuery(request, PayloadHash.EMPTY, Requests.NOW, 300);
        PlainRequest presigned = Requests.request("GET", "/getMedia?" + query, "Host", "localhost:8443");
        assertThat(Requests.verify(presigned, Requests.body("")).securityTokenSigned())
                .isTrue();
        assertThat(QueryString.parse(query).first("b")).isEqualTo(" ++");
        assertThat(QueryString.parse(query).first("X-Amz-Expires")).isEqualTo("300");
    }

    @Test
    void requestsThatCannotBeSignedAreRefused() {
        PlainRequest noHost = Requests.request("GET", "/");
        PlainRequest lineEnd = Requests.request("GET", "/", "Host", "h", "x-note", "a\nb");
        PlainRequest signedBefore = Requests.request("GET", "/", "Host", "h", "x-amz-date", "20261122T100958Z");
        for (PlainRequest request : new PlainRequest[] {noHost, lineEnd, signedBefore}) {
            assertThatThrownBy(() -> SIGNER.headers(request, PayloadHash.EMPTY, Requests.NOW))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void credentialsAndClaimsShowNoSecrets() throws Exception {
        ClientShape shape = ClientShapes.withToken(ClientShapes.cControlPlane());
        assertThat(TEMPORARY).hasToString("AKIDEXAMPLE");
        assertThat(Requests.verify(shape.signed(), shape.received()))
                .hasToString("AKIDEXAMPLE/20261122/us-east-1/kinesisvideo/aws4_request (HEADER)");
    }
}
