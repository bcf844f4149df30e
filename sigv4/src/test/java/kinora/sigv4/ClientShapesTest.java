package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every client signs its own way, and every way verifies.
class ClientShapesTest {
    static Stream<ClientShape> all() {
        return ClientShapes.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyClientVerifies(ClientShape shape) throws Exception {
        SignatureClaim claim = Requests.verify(shape.signed(), shape.received());
        assertThat(claim.accessKeyId()).isEqualTo(Requests.ACCESS_KEY_ID);
        assertThat(claim.signedHeaders()).isEqualTo(shape.signedHeaders());
    }

    @Test
    void tokenOutsideTheSignatureIsReportedAsSuch() throws Exception {
        ClientShape shape = ClientShapes.withToken(ClientShapes.cControlPlane());
        SignatureClaim claim = Requests.verify(shape.signed(), shape.received());
        assertThat(claim.securityToken()).isEqualTo("IQoJb3JpZ2lu==");
        assertThat(claim.securityTokenSigned()).isFalse();
    }

    @Test
    void tokenInsideTheSignatureIsReportedAsSuch() throws Exception {
        ClientShape shape = ClientShapes.embeddedC();
        assertThat(Requests.verify(shape.signed(), shape.received()).securityTokenSigned())
                .isTrue();
    }

    @Test
    void tokenOutsideTheSignatureIsRefused_fromOtherClients() {
        ClientShape shape = ClientShapes.withToken(ClientShapes.browserIngestion());
        assertThatThrownBy(() -> Requests.verify(shape.signed(), shape.received()))
                .hasMessage("'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.");
    }

    /// The user agent alone could be put there by anyone.
    @Test
    void tokenOutsideTheSignatureIsRefused_whenTheUserAgentIsNotSigned() {
        ClientShape go = ClientShapes.withToken(ClientShapes.goProducer());
        PlainRequest request = Requests.replacing(go.signed(), "user-agent", "AWS-SDK-KVS/3.0.0");
        assertThatThrownBy(() -> Requests.verify(request, go.received())).isInstanceOf(SigV4Exception.class);
    }

    @Test
    void tokenOutsideTheSignatureIsRefused_whenThePolicyForbidsIt() {
        ClientShape shape = ClientShapes.withToken(ClientShapes.cControlPlane());
        SigV4Policy policy = new SigV4Policy(Requests.REGION, Set.of("kinesisvideo"), Duration.ofMinutes(5), false);
        SigV4Verifier verifier = new SigV4Verifier(policy, InstantSource.fixed(Requests.NOW));
        assertThatThrownBy(() -> verifier.claim(shape.signed())).isInstanceOf(SigV4Exception.class);
    }

    @Test
    void hostSignedWithThePort_butSentWithout_verifies() throws Exception {
        ClientShape c = ClientShapes.cControlPlane();
        ClientShape shape = new ClientShape(
                c.name(), c.unsigned(), c.signedHeaders(), "localhost:8443", c.signedPayload(), c.body());
        assertThat(Requests.verify(shape.signed(), shape.received()).signedHeaders())
                .contains("host");
    }

    @Test
    void hostSentWithThePort_butSignedWithout_verifies() throws Exception {
        ClientShape c = ClientShapes.boto3();
        for (String host : new String[] {"localhost", "[::1]"}) {
            ClientShape shape = new ClientShape(
                    c.name(),
                    Requests.replacing(c.unsigned(), "host", host + ":9000"),
                    c.signedHeaders(),
                    host,
                    c.signedPayload(),
                    c.body());
            assertThat(Requests.verify(shape.signed(), shape.received()).signedHeaders())
                    .contains("host");
        }
    }

    @Test
    void hostSignedWithAnotherPort_isRefused() {
        ClientShape c = ClientShapes.cControlPlane();
        ClientShape shape = new ClientShape(
                c.name(), c.unsigned(), c.signedHeaders(), "localhost:8444", c.signedPayload(), c.body());
        assertThatThrownBy(() -> Requests.verify(shape.signed(), shape.received()))
                .hasMessageStartingWith("The request signature we calculated does not match");
    }

    /// What botocore 1.43 itself makes of these requests.
    @Test
    void botocoreSignaturesVerify() throws Exception {
        PlainRequest describe = Requests.request(
                "POST",
                "/describeStream",
                "Host",
                "localhost:8443",
                "Content-Type",
                "application/json",
                "X-Amz-Date",
                "20261122T100958Z",
                "Authorization",
                authorization(
                        "content-type;host;x-amz-date",
                        "bea912222c2c33f8854fcd40ffaa2946631b10944d86028bbe9131995db659a5"));
        PlainRequest escaped = Requests.request(
                "POST",
                "/a%20b/%2Fc/./d/?x=1%2B1&x=%20",
                "Host",
                "localhost:8443",
                "Content-Type",
                "",
                "X-Amz-Date",
                "20261122T100958Z",
                "X-Amz-Security-Token",
                "IQoJb3JpZ2lu/token+with/odd==chars",
                "Authorization",
                authorization(
                        "content-type;host;x-amz-date;x-amz-security-token",
                        "cda09e9362f13619afa3ad836613050ba4fc57d77a00890ed7cd6fff0590a539"));
        PlainRequest presigned = Requests.request(
                "GET",
                "/getMedia?b=2&a=%C3%A4%20x&c=&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                        + "AKIDEXAMPLE%2F20261122%2Fus-east-1%2Fkinesisvideo%2Faws4_request&X-Amz-Date=20261122T100958Z"
                        + "&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Security-Token="
                        + "IQoJb3JpZ2lu%2Ftoken%2Bwith%2Fodd%3D%3Dchars&X-Amz-Signature="
                        + "92600587f8416fa6df40772774c03c67d2ed1ba6b6cba15ff1f0ea5ea442438c",
                "Host",
                "localhost:8443");
        assertThat(Requests.verify(describe, Requests.body("{\"StreamName\": \"gst-1\"}"))
                        .form())
                .isEqualTo(SignatureClaim.Form.HEADER);
        assertThat(Requests.verify(escaped, Requests.body("{}")).securityTokenSigned())
                .isTrue();
        assertThat(Requests.verify(presigned, Requests.body("")).securityToken())
                .isEqualTo("IQoJb3JpZ2lu/token+with/odd==chars");
    }

    @Test
    void botocoreByHandWithUnsignedPayloadVerifies_onPutMediaOnly() throws Exception {
        PlainRequest request = Requests.request(
                "POST",
                "/putMedia",
                "Host",
                "localhost:8443",
                "x-amzn-stream-name",
                "gst-1",
                "x-amzn-fragment-timecode-type",
                "ABSOLUTE",
                "x-amzn-producer-start-timestamp",
                "1795342198.5",
                "X-Amz-Date",
                "20261122T100958Z",
                "X-Amz-Content-SHA256",
                "UNSIGNED-PAYLOAD",
                "Authorization",
                authorization(
                        "host;x-amz-content-sha256;x-amz-date;x-amzn-fragment-timecode-type;"
                                + "x-amzn-producer-start-timestamp;x-amzn-stream-name",
                        "ce93ad4551666b2cb0f21f113e28dc90f9d1c4a29d17e80dc04e41c7bf5e9f5e"));
        assertThat(Requests.verify(request, new ReceivedPayload.PutMediaBody()).declaredPayloadHash())
                .isEqualTo("UNSIGNED-PAYLOAD");
        assertThatThrownBy(() -> Requests.verify(request, Requests.body("")))
                .hasMessageContaining("x-amz-content-sha256");
    }

    private static String authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/kinesisvideo/aws4_request, SignedHeaders="
                + signedHeaders + ", Signature=" + signature;
    }
}
