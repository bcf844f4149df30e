package kinora.sigv4;

import java.util.List;
import java.util.Locale;

/// Which headers a request signs, and which it has to.
final class SignedHeaders {
    /// PutMedia's parameters travel in headers of these names; other `x-amzn-…` headers are a load balancer's remarks.
    private static final List<String> MEANINGFUL =
            List.of("x-amz-", "x-amzn-stream-", "x-amzn-fragment-", "x-amzn-producer-");

    /// Reads `host;x-amz-date`. Every name stands once, in order, and its header is there with a value that can be
    /// signed: a header that only the list has could be added by anyone who sees an empty one as none.
    static List<String> read(SignableRequest request, String text) throws SigV4Exception {
        List<String> names = List.of(text.split(";", SigV4Limits.SIGNED_HEADERS_MAX + 1));
        if (names.size() > SigV4Limits.SIGNED_HEADERS_MAX) {
            throw SigV4Exception.incomplete("Too many 'SignedHeaders'.");
        }
        String previous = "";
        for (String name : names) {
            requireInOrder(previous, name);
            requirePresent(request, name);
            previous = name;
        }
        if (!names.contains("host")) {
            throw SigV4Exception.unsigned("Host");
        }
        return names;
    }

    private static void requireInOrder(String previous, String name) throws SigV4Exception {
        boolean valid = WireText.isToken(name)
                && name.equals(name.toLowerCase(Locale.ROOT))
                && !name.equals("authorization")
                && previous.compareTo(name) < 0;
        if (!valid) {
            throw SigV4Exception.incomplete(
                    "'SignedHeaders' must be header names in lower case, sorted, each once; got "
                            + SignatureParameters.quote(name) + ".");
        }
    }

    private static void requirePresent(SignableRequest request, String name) throws SigV4Exception {
        List<String> values = request.headers(name);
        if (values.isEmpty() || !values.stream().allMatch(WireText::isValid)) {
            throw SigV4Exception.invalid("Signed header " + SignatureParameters.quote(name)
                    + " is absent or has characters that cannot be signed.");
        }
        if (name.equals("host") && (values.size() > 1 || values.get(0).isBlank())) {
            throw SigV4Exception.incomplete("A request has exactly one Host.");
        }
    }

    /// Every header that means something to us is signed. The content hash is judged with the payload, later.
    static void requireMeaningfulOnesSigned(SignatureClaim claim, boolean tokenMayBeUnsigned) throws SigV4Exception {
        for (String received : claim.request().headerNames()) {
            String name = received.toLowerCase(Locale.ROOT);
            boolean exempt =
                    name.equals("x-amz-content-sha256") || (name.equals("x-amz-security-token") && tokenMayBeUnsigned);
            if (!exempt && MEANINGFUL.stream().anyMatch(name::startsWith) && !claim.signs(name)) {
                throw SigV4Exception.unsigned(name);
            }
        }
    }

    private SignedHeaders() {}
}
