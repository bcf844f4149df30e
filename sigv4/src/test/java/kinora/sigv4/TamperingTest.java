package kinora.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One changed byte of anything that is signed is refused, for every client's way to sign.
class TamperingTest {
    static Stream<ClientShape> all() {
        return ClientShapes.all();
    }

    static Stream<ClientShape> withBody() {
        return all().filter(shape -> shape.body() != null);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyByteOfMethodPathAndQueryCounts(ClientShape shape) {
        PlainRequest signed = shape.signed();
        for (String method : changed(signed.method())) {
            refused(new PlainRequest(method, signed.path(), signed.query(), signed.fields()), shape.received());
        }
        for (String path : changed(signed.path())) {
            refused(new PlainRequest(signed.method(), path, signed.query(), signed.fields()), shape.received());
        }
        for (String query : changed(signed.query())) {
            refused(new PlainRequest(signed.method(), signed.path(), query, signed.fields()), shape.received());
        }
        refused(new PlainRequest(signed.method(), signed.path(), "added=1", signed.fields()), shape.received());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyByteOfEverySignedHeaderAndOfAuthorizationCounts(ClientShape shape) {
        PlainRequest signed = shape.signed();
        List<String> names = new ArrayList<>(shape.signedHeaders());
        names.add("authorization");
        for (String name : names) {
            String value = signed.headers(name).get(0);
            for (String other : changed(value)) {
                refused(Requests.replacing(signed, name, other), shape.received());
            }
            refused(Requests.without(signed, name), shape.received());
            refused(Requests.with(signed, name, value), shape.received());
            refused(Requests.replacing(signed, name, value + "x"), shape.received());
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyByteOfTheBodyCounts_exceptOnPutMedia(ClientShape shape) {
        byte[] body = shape.received() instanceof ReceivedPayload.Body ? bytes(shape) : new byte[0];
        assertThat(body).isNotEmpty();
        for (int i = 0; i < body.length; i++) {
            byte[] other = body.clone();
            other[i] ^= 1;
            refused(shape.signed(), new ReceivedPayload.Body(PayloadHash.of(other)));
        }
        refused(shape.signed(), Requests.body(""));
    }

    /// What PutMedia may leave unchecked, nothing else may: each literal over a real body is refused.
    @ParameterizedTest
    @MethodSource("withBody")
    void literalHashesAreRefused_exceptOnPutMedia(ClientShape shape) {
        for (PayloadHash literal : List.of(PayloadHash.EMPTY, PayloadHash.UNSIGNED, PayloadHash.STREAMING)) {
            ClientShape plain = new ClientShape(
                    shape.name(), shape.unsigned(), shape.signedHeaders(), shape.signedHost(), literal, shape.body());
            refused(plain.signed(), plain.received());
            ClientShape declared = new ClientShape(
                    shape.name(),
                    Requests.replacing(shape.unsigned(), "x-amz-content-sha256", literal.value()),
                    Stream.concat(shape.signedHeaders().stream(), Stream.of("x-amz-content-sha256"))
                            .distinct()
                            .sorted()
                            .toList(),
                    shape.signedHost(),
                    literal,
                    shape.body());
            refused(declared.signed(), declared.received());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void headersThatMeanSomethingCannotBeSlippedIn(ClientShape shape) {
        for (String name : List.of("x-amz-acl", "x-amzn-stream-arn", "X-Amzn-Fragment-Foo", "x-amzn-producer-foo")) {
            if (!shape.signedHeaders().contains(name.toLowerCase(Locale.ROOT))) {
                refused(Requests.with(shape.signed(), name, "1"), shape.received());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void headersOfProxiesDoNoHarm(ClientShape shape) throws Exception {
        PlainRequest request =
                Requests.plus(shape.signed(), Map.of("X-Amzn-Tls-Version", "TLSv1.3", "X-Forwarded-For", "192.0.2.1"));
        assertThat(Requests.verify(request, shape.received()).accessKeyId()).isEqualTo(Requests.ACCESS_KEY_ID);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyByteOfAPresignedQueryCounts(ClientShape shape) throws Exception {
        PlainRequest bare =
                Requests.request(shape.unsigned().method(), shape.unsigned().path(), "Host", "localhost:8443");
        Credentials credentials = new Credentials(Requests.ACCESS_KEY_ID, Requests.SECRET, "token+1");
        String query = new SigV4Signer(credentials, Requests.REGION, "kinesisvideo")
                .presignedQuery(bare, shape.signedPayload(), Requests.NOW, 300);
        PlainRequest signed = new PlainRequest(bare.method(), bare.path(), query, bare.fields());
        ReceivedPayload received = shape.signedPayload().isDigest() && shape.body() != null
                ? shape.received()
                : new ReceivedPayload.PutMediaBody();
        if (!shape.signedPayload().equals(PayloadHash.STREAMING)) {
            assertThat(Requests.verify(signed, received).securityToken()).isEqualTo("token+1");
        }
        for (String other : changed(query)) {
            refused(new PlainRequest(signed.method(), signed.path(), other, signed.fields()), received);
        }
    }

    private static void refused(PlainRequest request, ReceivedPayload received) {
        assertThatThrownBy(() -> Requests.verify(request, received))
                .as("%s %s?%s %s", request.method(), request.path(), request.query(), request.fields())
                .isInstanceOf(SigV4Exception.class);
    }

    /// The text with one byte changed, at each place.
    private static List<String> changed(String text) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char other = (char) (text.charAt(i) ^ 1);
            all.add(text.substring(0, i) + other + text.substring(i + 1));
        }
        return all;
    }

    private static byte[] bytes(ClientShape shape) {
        return shape.body() == null ? new byte[0] : shape.body().getBytes(StandardCharsets.UTF_8);
    }
}
