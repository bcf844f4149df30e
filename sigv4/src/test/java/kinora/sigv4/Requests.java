package kinora.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the tests share: AWS's example key, a clock that stands still, and ways to change one thing of a request.
final class Requests {
    static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String REGION = "us-east-1";
    static final int LOCAL_PORT = 8443;
    static final Instant NOW = Objects.requireNonNull(AmzDate.parse("20261122T100958Z"));

    static SigV4Verifier verifierAt(Instant now, String service) {
        SigV4Policy policy = new SigV4Policy(REGION, Set.of(service), Duration.ofMinutes(5), true);
        return new SigV4Verifier(policy, InstantSource.fixed(now));
    }

    static SigV4Verifier verifier() {
        return verifierAt(NOW, "kinesisvideo");
    }

    /// As a server does it: claim, look up the key, verify.
    static SignatureClaim verify(SignableRequest request, ReceivedPayload payload) throws SigV4Exception {
        SigV4Verifier verifier = verifier();
        SignatureClaim claim = verifier.claim(request);
        if (!claim.accessKeyId().equals(ACCESS_KEY_ID)) {
            throw SigV4Exception.unrecognizedClient();
        }
        verifier.verify(claim, SECRET, payload, LOCAL_PORT);
        return claim;
    }

    static ReceivedPayload body(String text) {
        return new ReceivedPayload.Body(PayloadHash.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static PlainRequest request(String method, String target, String... namesAndValues) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new PlainRequest(method, path, query, fields);
    }

    static PlainRequest with(PlainRequest request, String name, String value) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(request.fields());
        fields.add(Map.entry(name, value));
        return new PlainRequest(request.method(), request.path(), request.query(), fields);
    }

    static PlainRequest without(PlainRequest request, String name) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(request.fields());
        fields.removeIf(field -> field.getKey().equalsIgnoreCase(name));
        return new PlainRequest(request.method(), request.path(), request.query(), fields);
    }

    static PlainRequest replacing(PlainRequest request, String name, String value) {
        return with(without(request, name), name, value);
    }

    static PlainRequest plus(PlainRequest request, Map<String, String> added) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(request.fields());
        fields.addAll(added.entrySet());
        return new PlainRequest(request.method(), request.path(), request.query(), fields);
    }

    private Requests() {}
}
