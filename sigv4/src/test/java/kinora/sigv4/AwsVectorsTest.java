package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    record Vector(String name, PlainRequest request, String body, String signedHeaders, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> headerVectors() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AwsVectorsTest.class.getResourceAsStream("aws-header-vectors.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(AwsVectorsTest::headerVector)
                    .toList();
        }
    }

    private static Vector headerVector(String line) {
        String[] parts = line.split("\t", -1);
        String[] headers = Arrays.copyOfRange(parts, 5, parts.length);
        return vector(parts[0], parts[1], wire(parts[2]), parts[3], parts[4], headers);
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
