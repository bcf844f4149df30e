package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Refusals come with AWS's names, statuses and words.
class RefusalsTest {
    private static final PlainRequest SIGNED = ClientShapes.boto3().signed();

    record Case(String name, PlainRequest request, SigV4Exception.Kind kind, String messageStart) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> malformed() {
        return Stream.of(headers(), scopes(), names(), targets()).flatMap(cases -> cases);
    }

    private static Stream<Case> headers() {
        String scope = "/20261122/us-east-1/kinesisvideo/aws4_request";
        return Stream.of(
                missing("no Authorization", Requests.without(SIGNED, "authorization")),
                missing("basic authentication", authorization("Basic dXNlcjpwYXNz")),
                incomplete(
                        "another algorithm",
                        authorization("AWS4-ECDSA-P256-SHA256 Credential=a"),
                        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'"),
                incomplete(
                        "no equal-sign",
                        authorization("AWS4-HMAC-SHA256 Credential"),
                        "'Credential' not a valid key=value pair"),
                incomplete(
                        "nothing but a credential",
                        authorization("AWS4-HMAC-SHA256 Credential=a" + scope),
                        "Authorization header requires 'SignedHeaders' parameter. Authorization header requires 'Signature' parameter. "),
                incomplete(
                        "repeated part",
                        authorization("AWS4-HMAC-SHA256 Credential=a, Credential=b"),
                        "Authorization header has an unknown or repeated parameter 'Credential'"),
                incomplete(
                        "long Authorization",
                        authorization("AWS4-HMAC-SHA256 " + "a".repeat(9_000)),
                        "Authorization header is too long."));
    }

    private static Stream<Case> scopes() {
        return Stream.of(
                invalid(
                        "host unsigned",
                        signedHeaders("x-amz-date"),
                        "'Host' must be a 'SignedHeader' in the AWS Authorization."),
                invalid("signed header absent", signedHeaders("host;x-absent"), "Signed header 'x-absent' is absent"),
                invalid(
                        "date unsigned",
                        signedHeaders("host"),
                        "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization."),
                invalid(
                        "wrong terminator",
                        credential("a/20261122/us-east-1/kinesisvideo/e"),
                        "Credential should be scoped with a valid terminator: 'aws4_request', not 'e'."),
                invalid(
                        "scope of another day",
                        credential("a/20261121/us-east-1/kinesisvideo/aws4_request"),
                        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261121' != '20261122', from '20261122T100958Z'."),
                invalid(
                        "another region",
                        credential("a/20261122/eu-west-1/kinesisvideo/aws4_request"),
                        "Credential should be scoped to a valid region, not 'eu-west-1'. "),
                invalid(
                        "another service",
                        credential("a/20261122/us-east-1/s3/aws4_request"),
                        "Credential should be scoped to correct service: 'kinesisvideo'. "));
    }

    private static Stream<Case> names() {
        String scope = "/20261122/us-east-1/kinesisvideo/aws4_request";
        return Stream.of(
                incomplete(
                        "two Authorization headers",
                        Requests.with(SIGNED, "Authorization", "x"),
                        "Header 'authorization' must not occur more than once."),
                incomplete(
                        "no date",
                        Requests.without(SIGNED, "x-amz-date"),
                        "Authorization header requires existence of a 'X-Amz-Date' header. "),
                incomplete(
                        "date of no calendar",
                        Requests.replacing(SIGNED, "x-amz-date", "20260231T000000Z"),
                        "Date must be in ISO-8601 'basic format'. Got '20260231T000000Z'."),
                incomplete(
                        "four elements",
                        credential("a/20261122/us-east-1/kinesisvideo"),
                        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/20261122/us-east-1/kinesisvideo'"),
                incomplete("empty access key", credential(scope), "Credential must have exactly 5"),
                incomplete(
                        "unsorted names",
                        signedHeaders("x-amz-date;host"),
                        "'SignedHeaders' must be header names in lower case, sorted"),
                incomplete(
                        "name twice",
                        signedHeaders("host;host"),
                        "'SignedHeaders' must be header names in lower case, sorted"),
                incomplete(
                        "upper case",
                        signedHeaders("Host;x-amz-date"),
                        "'SignedHeaders' must be header names in lower case, sorted"),
                incomplete("too many names", signedHeaders(";".repeat(64)), "Too many 'SignedHeaders'."));
    }

    private static Stream<Case> targets() {
        return Stream.of(
                incomplete(
                        "long query",
                        new PlainRequest("GET", "/", "a".repeat(20_000), SIGNED.fields()),
                        "Query string is too long."),
                incomplete(
                        "many parameters",
                        new PlainRequest("GET", "/", "&".repeat(1_000), SIGNED.fields()),
                        "Query string has too many parameters."),
                incomplete(
                        "asterisk form",
                        new PlainRequest("OPTIONS", "*", "", SIGNED.fields()),
                        "Method or path is not valid."),
                incomplete(
                        "line end in a path",
                        new PlainRequest("GET", "/\n", "", SIGNED.fields()),
                        "Path has characters that cannot be signed."),
                incomplete(
                        "long token",
                        Requests.with(SIGNED, "x-amz-security-token", "t".repeat(9_000)),
                        "Security token is too long."),
                incomplete(
                        "header and query",
                        new PlainRequest("GET", "/", "X-Amz-Algorithm=AWS4-HMAC-SHA256", SIGNED.fields()),
                        "A request is signed by its Authorization header or by its query, not by both."),
                incomplete(
                        "query without credential",
                        Requests.request("GET", "/?X-Amz-Algorithm=AWS4-HMAC-SHA256", "Host", "h"),
                        "AWS query-string parameters must include 'X-Amz-Credential'. "),
                incomplete(
                        "query without algorithm",
                        Requests.request("GET", "/?X-Amz-Signature=00", "Host", "h"),
                        "Unsupported AWS 'algorithm'"),
                incomplete(
                        "repeated parameter",
                        Requests.request(
                                "GET", "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=1&X%2DAmz-Date=2", "Host", "h"),
                        "Query parameter 'X-Amz-Date' must not occur more than once."));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void claimIsRefusedInAwsWords(Case refusal) {
        SigV4Exception refused = catchThrowableOfType(
                SigV4Exception.class, () -> Requests.verifier().claim(refusal.request()));
        assertThat(refused).isNotNull();
        assertThat(refused.kind()).isEqualTo(refusal.kind());
        assertThat(refused.explanation()).startsWith(refusal.messageStart());
    }

    @Test
    void lateSignature_isExpired_withTheFiveMinutesNamed() {
        Instant now = Instant.parse("2026-11-22T10:15:00Z");
        assertThat(refusalAt(now, SIGNED))
                .isEqualTo("Signature expired: 20261122T100958Z is now earlier than 20261122T101000Z"
                        + " (20261122T101500Z - 5 min.)");
    }

    @Test
    void earlySignature_isNotYetCurrent() {
        Instant now = Instant.parse("2026-11-22T10:04:00Z");
        assertThat(refusalAt(now, SIGNED))
                .isEqualTo("Signature not yet current: 20261122T100958Z is still later than 20261122T100900Z"
                        + " (20261122T100400Z + 5 min.)");
    }

    @Test
    void presignedRequest_livesAsLongAsItSays_andNoLonger() throws Exception {
        PlainRequest presigned = presigned(3_600);
        SigV4Verifier later = Requests.verifierAt(Requests.NOW.plus(Duration.ofHours(1)), "kinesisvideo");
        assertThat(later.claim(presigned).expiresSeconds()).isEqualTo(3_600);
        assertThat(refusalAt(Requests.NOW.plus(Duration.ofSeconds(3_601)), presigned))
                .startsWith("Signature expired: 20261122T100958Z is now earlier than 20261122T100959Z")
                .endsWith("- 3600 s.)");
    }

    @Test
    void presignedRequest_mayNotLiveLongerThanSevenDays() {
        for (String expires : List.of("604801", "0", "-1", "1e3", "", "99999999999")) {
            String query = presigned(300).query().replace("Expires=300", "Expires=" + expires);
            assertThat(refusalAt(Requests.NOW, Requests.request("GET", "/getMedia?" + query, "Host", "localhost")))
                    .isEqualTo("X-Amz-Expires must be a number of seconds from 1 to 604800.");
        }
    }

    @Test
    void wrongSecret_isAMismatch() {
        SigV4Verifier verifier = Requests.verifier();
        SigV4Exception refused = catchThrowableOfType(
                SigV4Exception.class,
                () -> verifier.verify(
                        verifier.claim(SIGNED), "other", ClientShapes.boto3().received(), 8443));
        assertThat(refused.kind().errorName()).isEqualTo("InvalidSignatureException");
        assertThat(refused.kind().httpStatus()).isEqualTo(403);
        assertThat(refused)
                .hasMessageStartingWith(
                        "The request signature we calculated does not match the signature you provided. ");
    }

    @Test
    void chunkSignedBody_isRefused_onPutMedia() {
        ClientShape v1 = ClientShapes.javaV1PutMedia();
        List<String> signedHeaders = Stream.concat(
                        v1.signedHeaders().stream(), Stream.of("x-amz-decoded-content-length"))
                .sorted()
                .toList();
        ClientShape chunked = new ClientShape(
                v1.name(),
                Requests.with(v1.unsigned(), "x-amz-decoded-content-length", "9"),
                signedHeaders,
                v1.signedHost(),
                v1.signedPayload(),
                null);
        assertThat(catchThrowableOfType(
                        SigV4Exception.class, () -> Requests.verify(chunked.signed(), chunked.received())))
                .hasMessage("Chunk-signed bodies (aws-chunked) are not supported.");
    }

    @Test
    void unknownKeyAndExpiredToken_haveTheirOwnNames() {
        assertThat(SigV4Exception.unrecognizedClient().kind().errorName()).isEqualTo("UnrecognizedClientException");
        assertThat(SigV4Exception.unrecognizedClient())
                .hasMessage("The security token included in the request is invalid.");
        assertThat(SigV4Exception.expiredToken().kind().errorName()).isEqualTo("ExpiredTokenException");
        assertThat(SigV4Exception.expiredToken()).hasMessage("The security token included in the request is expired");
    }

    private static String refusalAt(Instant now, PlainRequest request) {
        SigV4Exception refused = catchThrowableOfType(
                SigV4Exception.class,
                () -> Requests.verifierAt(now, "kinesisvideo").claim(request));
        assertThat(refused).isNotNull();
        return refused.explanation();
    }

    private static PlainRequest presigned(int expiresSeconds) {
        PlainRequest request = Requests.request("GET", "/getMedia", "Host", "localhost");
        Credentials credentials = new Credentials(Requests.ACCESS_KEY_ID, Requests.SECRET, null);
        String query = new SigV4Signer(credentials, Requests.REGION, "kinesisvideo")
                .presignedQuery(request, PayloadHash.EMPTY, Requests.NOW, expiresSeconds);
        return Requests.request("GET", "/getMedia?" + query, "Host", "localhost");
    }

    private static PlainRequest authorization(String value) {
        return Requests.replacing(SIGNED, "Authorization", value);
    }

    private static PlainRequest credential(String credential) {
        return authorization("AWS4-HMAC-SHA256 Credential=" + credential
                + ", SignedHeaders=content-type;host;x-amz-date, Signature=" + "0".repeat(64));
    }

    private static PlainRequest signedHeaders(String names) {
        return authorization(
                "AWS4-HMAC-SHA256 Credential=a/20261122/us-east-1/kinesisvideo/aws4_request, SignedHeaders=" + names
                        + ", Signature=" + "0".repeat(64));
    }

    private static Case missing(String name, PlainRequest request) {
        return new Case(
                name, request, SigV4Exception.Kind.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    private static Case incomplete(String name, PlainRequest request, String messageStart) {
        return new Case(name, request, SigV4Exception.Kind.INCOMPLETE_SIGNATURE, messageStart);
    }

    private static Case invalid(String name, PlainRequest request, String messageStart) {
        return new Case(name, request, SigV4Exception.Kind.INVALID_SIGNATURE, messageStart);
    }
}
