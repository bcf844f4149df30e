package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The signatures of AWS's published SigV4 test suite and of the examples in its documentation.
class AwsVectorsTest {
    private static final Instant THEN = Objects.requireNonNull(AmzDate.parse("20150830T123600Z"));
    private static final String UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String TOKEN =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmx"
                    + "fpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VS"
                    + "XDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX"
                    + "9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    record Vector(String name, PlainRequest request, String body, String signedHeaders, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> headerVectors() {
        return Stream.of(
                get("get-vanilla", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get("get-vanilla-query", "/?", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get(
                        "get-vanilla-empty-query-key",
                        "/?Param1=value1",
                        "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"),
                get(
                        "get-vanilla-query-order-key-case",
                        "/?Param2=value2&Param1=value1",
                        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
                get(
                        "get-vanilla-query-order-encoded",
                        "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
                        "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"),
                get(
                        "get-vanilla-query-unreserved",
                        "/?" + UNRESERVED + "=" + UNRESERVED,
                        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
                get(
                        "get-vanilla-utf8-query",
                        "/?" + wire("ሴ") + "=bar",
                        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
                get(
                        "get-unreserved",
                        "/" + UNRESERVED,
                        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
                get("get-utf8", "/" + wire("ሴ"), "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
                get("get-space", "/example space/", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
                get("get-slash", "//", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get("get-slashes", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"),
                get("get-slash-dot-slash", "/./", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get(
                        "get-slash-pointless-dot",
                        "/./example",
                        "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"),
                get("get-relative", "/example/..", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get(
                        "get-relative-relative",
                        "/example1/example2/../..",
                        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                get(
                        "get-header-key-duplicate",
                        "/",
                        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
                        "My-Header1",
                        "value2",
                        "My-Header1",
                        "value2",
                        "My-Header1",
                        "value1"),
                get(
                        "get-header-value-order",
                        "/",
                        "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
                        "My-Header1",
                        "value4",
                        "My-Header1",
                        "value1",
                        "My-Header1",
                        "value3",
                        "My-Header1",
                        "value2"),
                get(
                        "get-header-value-trim",
                        "/",
                        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
                        "My-Header1",
                        " value1",
                        "My-Header2",
                        " \"a   b   c\"  "),
                get(
                        "get-vanilla-with-session-token",
                        "/",
                        "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
                        "X-Amz-Security-Token",
                        "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"),
                post("post-vanilla", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", ""),
                post(
                        "post-vanilla-query",
                        "/?Param1=value1",
                        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
                        ""),
                post(
                        "post-vanilla-query-nonunreserved",
                        "/?@#$%^&+=/,?><`\";:\\|][{}",
                        "66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e",
                        ""),
                post(
                        "post-vanilla-query-space",
                        "/?p",
                        "e71688addb58a26418614085fb730ba3faa623b461c17f48f2fbdb9361b94a9b",
                        ""),
                post(
                        "post-header-key-sort",
                        "/",
                        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
                        "",
                        "My-Header1",
                        "value1"),
                post(
                        "post-header-value-case",
                        "/",
                        "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
                        "",
                        "My-Header1",
                        "VALUE1"),
                post(
                        "post-sts-header-before",
                        "/",
                        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
                        "",
                        "X-Amz-Security-Token",
                        TOKEN),
                post(
                        "post-x-www-form-urlencoded",
                        "/",
                        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
                        "Param1=value1",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                post(
                        "post-x-www-form-urlencoded-parameters",
                        "/",
                        "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
                        "Param1=value1",
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=utf8"));
    }

    @ParameterizedTest
    @MethodSource("headerVectors")
    void headerSignaturesOfTheSuiteVerify(Vector vector) throws Exception {
        SigV4Verifier verifier = Requests.verifierAt(THEN, "service");
        SignatureClaim claim = verifier.claim(vector.request());
        verifier.verify(claim, Requests.SECRET, Requests.body(vector.body()), 443);
        assertThat(claim.scope()).hasToString("20150830/us-east-1/service/aws4_request");
        assertThat(claim.signedHeaders()).containsExactly(vector.signedHeaders().split(";", -1));
    }

    static Stream<Vector> queryVectors() {
        return Stream.of(
                presigned(
                        "/?Param2=value2&Param1=value1&",
                        "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5"),
                presigned("/./example?", "35034b1a0bdd969f346975386daf8aedfd4976573b8348cf4f67eaa41c5857de"));
    }

    @ParameterizedTest
    @MethodSource("queryVectors")
    void querySignaturesOfTheSuiteVerify(Vector vector) throws Exception {
        SigV4Verifier verifier = Requests.verifierAt(THEN, "service");
        SignatureClaim claim = verifier.claim(vector.request());
        verifier.verify(claim, Requests.SECRET, Requests.body(""), 443);
        assertThat(claim.form()).isEqualTo(SignatureClaim.Form.QUERY);
        assertThat(claim.expiresSeconds()).isEqualTo(3600);
    }

    @Test
    void signingKeyIsTheDocumentedOne() {
        SigningKey key = new SigningKey(Requests.SECRET, new CredentialScope("20150830", "us-east-1", "iam"));
        assertThat(HexFormat.of().formatHex(key.bytes()))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    @Test
    void documentedListUsersExampleVerifies() throws Exception {
        PlainRequest request = Requests.request(
                "GET",
                "/?Action=ListUsers&Version=2010-05-08",
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8",
                "Host",
                "iam.amazonaws.com",
                "X-Amz-Date",
                "20150830T123600Z",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
        SigV4Verifier verifier = Requests.verifierAt(THEN, "iam");
        SignatureClaim claim = verifier.claim(request);
        verifier.verify(claim, Requests.SECRET, Requests.body(""), 443);
        assertThat(claim.scope().service()).isEqualTo("iam");
    }

    /// S3's example of a presigned URL, whose path needs no normalising and so signs alike.
    @Test
    void documentedPresignedUrlIsSignedAlike() {
        Credentials credentials =
                new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
        PlainRequest request = Requests.request("GET", "/test.txt", "Host", "examplebucket.s3.amazonaws.com");
        String query = new SigV4Signer(credentials, "us-east-1", "s3")
                .presignedQuery(request, PayloadHash.UNSIGNED, Instant.parse("2013-05-24T00:00:00Z"), 86_400);
        assertThat(query).endsWith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    private static Vector get(String name, String target, String signature, String... headers) {
        return vector(name, "GET", target, signature, "", headers);
    }

    private static Vector post(String name, String target, String signature, String body, String... headers) {
        return vector(name, "POST", target, signature, body, headers);
    }

    private static Vector vector(
            String name, String method, String target, String signature, String body, String... headers) {
        PlainRequest request = Requests.request(method, target, headers);
        request = Requests.with(request, "Host", "example.amazonaws.com");
        request = Requests.with(request, "X-Amz-Date", "20150830T123600Z");
        List<String> signed = new ArrayList<>(request.headerNames());
        signed.replaceAll(header -> header.toLowerCase(Locale.ROOT));
        String signedHeaders =
                String.join(";", signed.stream().distinct().sorted().toList());
        request = Requests.with(
                request,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                        + signedHeaders + ", Signature=" + signature);
        return new Vector(name, request, body, signedHeaders, signature);
    }

    private static Vector presigned(String target, String signature) {
        PlainRequest request = Requests.request(
                "GET",
                target + "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request"
                        + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600&X-Amz-Signature="
                        + signature,
                "Host",
                "example.amazonaws.com");
        return new Vector(target, request, "", "host", signature);
    }

    /// Text as it is on the wire: one char per UTF-8 byte.
    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
