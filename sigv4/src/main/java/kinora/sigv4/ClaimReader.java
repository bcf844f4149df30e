package kinora.sigv4;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the signature of a hostile request into a [SignatureClaim] whose parts have the right form.
final class ClaimReader {
    private static final int CREDENTIAL_ELEMENTS = 5;

    static SignatureClaim read(SignableRequest request) throws SigV4Exception {
        checkTarget(request);
        QueryString query = QueryString.parse(request.query());
        SignatureParameters parameters =
                QueryForm.isUsedBy(query) ? QueryForm.read(request, query) : HeaderForm.read(request);
        Instant signedAt = date(parameters.date());
        List<String> signedHeaders = SignedHeaders.read(request, parameters.signedHeaders());
        String[] credential = credential(parameters.credential());
        String token = token(parameters.securityToken());
        return new SignatureClaim(
                request,
                parameters.form(),
                credential[0],
                scope(credential, parameters.date()),
                signedAt,
                signedHeaders,
                parameters.signature(),
                parameters.declaredPayloadHash(),
                token,
                token != null && isTokenSigned(parameters.form(), signedHeaders),
                expires(parameters.expires()));
    }

    /// In the query form the token is part of the canonical query.
    private static boolean isTokenSigned(SignatureClaim.Form form, List<String> signedHeaders) {
        return form == SignatureClaim.Form.QUERY || signedHeaders.contains("x-amz-security-token");
    }

    private static void checkTarget(SignableRequest request) throws SigV4Exception {
        requireShort(request.method(), SigV4Limits.METHOD_CHARS_MAX, "Method");
        requireShort(request.path(), SigV4Limits.PATH_CHARS_MAX, "Path");
        requireShort(request.query(), SigV4Limits.QUERY_CHARS_MAX, "Query string");
        if (request.query().chars().filter(c -> c == '&').count() >= SigV4Limits.QUERY_PARAMETERS_MAX) {
            throw SigV4Exception.incomplete("Query string has too many parameters.");
        }
        boolean originForm = request.path().isEmpty() || request.path().startsWith("/");
        if (!WireText.isToken(request.method()) || !originForm) {
            throw SigV4Exception.incomplete("Method or path is not valid.");
        }
    }

    private static void requireShort(String text, int charsMax, String what) throws SigV4Exception {
        if (text.length() > charsMax) {
            throw SigV4Exception.incomplete(what + " is too long.");
        }
        if (!WireText.isValid(text)) {
            throw SigV4Exception.incomplete(what + " has characters that cannot be signed.");
        }
    }

    private static Instant date(String text) throws SigV4Exception {
        Instant date = AmzDate.parse(text);
        if (date == null) {
            throw SigV4Exception.incomplete("Date must be in ISO-8601 'basic format'. Got "
                    + SignatureParameters.quote(text) + ". See http://en.wikipedia.org/wiki/ISO_8601");
        }
        return date;
    }

    private static String[] credential(String text) throws SigV4Exception {
        String[] elements = text.split("/", -1);
        boolean complete = elements.length == CREDENTIAL_ELEMENTS
                && !elements[0].isEmpty()
                && elements[0].length() <= SigV4Limits.ACCESS_KEY_ID_CHARS_MAX
                && WireText.isValid(text);
        if (!complete) {
            throw SigV4Exception.incomplete("Credential must have exactly 5 slash-delimited elements, "
                    + "e.g. keyid/date/region/service/term, got " + SignatureParameters.quote(text));
        }
        return elements;
    }

    private static CredentialScope scope(String[] credential, String date) throws SigV4Exception {
        if (!credential[4].equals(CredentialScope.TERMINATOR)) {
            throw SigV4Exception.invalid("Credential should be scoped with a valid terminator: 'aws4_request', not "
                    + SignatureParameters.quote(credential[4]) + ".");
        }
        String day = date.substring(0, 8);
        if (!credential[1].equals(day)) {
            throw SigV4Exception.invalid(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                            + SignatureParameters.quote(credential[1]) + " != '" + day + "', from '" + date + "'.");
        }
        return new CredentialScope(day, credential[2], credential[3]);
    }

    private static @Nullable String token(@Nullable String token) throws SigV4Exception {
        if (token != null) {
            requireShort(token, SigV4Limits.SECURITY_TOKEN_CHARS_MAX, "Security token");
        }
        return token;
    }

    private static @Nullable Integer expires(@Nullable String text) throws SigV4Exception {
        if (text == null) {
            return null;
        }
        boolean digits = text.length() <= 6 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int seconds = digits ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > SigV4Limits.EXPIRES_SECONDS_MAX) {
            throw SigV4Exception.incomplete("X-Amz-Expires must be a number of seconds from 1 to 604800.");
        }
        return seconds;
    }

    private ClaimReader() {}
}
