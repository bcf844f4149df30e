package kinora.sigv4;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pieces of a signature as the client wrote them, not yet checked against each other.
record SignatureParameters(
        SignatureClaim.Form form,
        String credential,
        String signedHeaders,
        String signature,
        String date,
        @Nullable String securityToken,
        @Nullable String expires,
        @Nullable String declaredPayloadHash) {

    /// The one value of a header that must not be repeated, spelt as it is signed, or null without it.
    static @Nullable String single(SignableRequest request, String name) throws SigV4Exception {
        List<String> values = request.headers(name);
        if (values.size() > 1) {
            throw SigV4Exception.incomplete("Header '" + name + "' must not occur more than once.");
        }
        return values.isEmpty() ? null : CanonicalHeaders.collapse(values.get(0));
    }

    /// A stranger's text, short enough to be repeated in an answer.
    static String quote(String text) {
        int charsMax = 64;
        return "'" + (text.length() <= charsMax ? text : text.substring(0, charsMax) + "…") + "'";
    }
}
