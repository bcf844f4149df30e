package kinora.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Everything of a request that is signed, in the one spelling both sides agree on.
///
/// Host and payload hash are arguments because clients disagree about them: the verifier tries several.
record CanonicalRequest(SignableRequest request, QueryString query, List<String> signedHeaders) {
    byte[] bytes(String host, PayloadHash payloadHash) {
        StringBuilder out = new StringBuilder(512);
        out.append(request.method()).append('\n');
        out.append(CanonicalPath.of(request.path())).append('\n');
        out.append(query.canonical()).append('\n');
        for (String name : signedHeaders) {
            out.append(CanonicalHeaders.line(name, name.equals("host") ? List.of(host) : request.headers(name)));
        }
        out.append('\n').append(String.join(";", signedHeaders));
        out.append('\n').append(payloadHash.value());
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
