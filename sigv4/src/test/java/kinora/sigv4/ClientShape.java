package kinora.sigv4;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one real client signs, as recorded from it: the request without its signature, and what goes into the signature.
record ClientShape(
        String name,
        PlainRequest unsigned,
        List<String> signedHeaders,
        String signedHost,
        PayloadHash signedPayload,
        @Nullable String body) {
    private static final CredentialScope SCOPE = new CredentialScope("20261122", Requests.REGION, "kinesisvideo");

    PlainRequest signed() {
        CanonicalRequest canonical = new CanonicalRequest(unsigned, QueryString.parse(unsigned.query()), signedHeaders);
        byte[] signature = new SigningKey(Requests.SECRET, SCOPE)
                .sign("20261122T100958Z", canonical.bytes(signedHost, signedPayload));
        return Requests.with(
                unsigned,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + Requests.ACCESS_KEY_ID + "/" + SCOPE + ", SignedHeaders="
                        + String.join(";", signedHeaders) + ", Signature="
                        + HexFormat.of().formatHex(signature));
    }

    /// What the server knows of the body when this client's request comes; PutMedia's is null.
    ReceivedPayload received() {
        return body == null ? new ReceivedPayload.PutMediaBody() : Requests.body(body);
    }

    @Override
    public String toString() {
        return name;
    }
}
