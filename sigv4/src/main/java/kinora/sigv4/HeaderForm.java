package kinora.sigv4;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`.
final class HeaderForm {
    private static final List<String> KEYS = List.of("Credential", "SignedHeaders", "Signature");

    static SignatureParameters read(SignableRequest request) throws SigV4Exception {
        String authorization = SignatureParameters.single(request, "authorization");
        if (authorization == null || !authorization.startsWith("AWS4-")) {
            throw SigV4Exception.missing();
        }
        if (authorization.length() > SigV4Limits.AUTHORIZATION_CHARS_MAX) {
            throw SigV4Exception.incomplete("Authorization header is too long.");
        }
        Map<String, String> values = keyValues(afterAlgorithm(authorization));
        String date = SignatureParameters.single(request, "x-amz-date");
        requireAll(values, date);
        return new SignatureParameters(
                SignatureClaim.Form.HEADER,
                values.getOrDefault("Credential", ""),
                values.getOrDefault("SignedHeaders", ""),
                values.getOrDefault("Signature", ""),
                date == null ? "" : date,
                SignatureParameters.single(request, "x-amz-security-token"),
                null,
                SignatureParameters.single(request, "x-amz-content-sha256"));
    }

    private static String afterAlgorithm(String authorization) throws SigV4Exception {
        int blank = authorization.indexOf(' ');
        String algorithm = blank < 0 ? authorization : authorization.substring(0, blank);
        if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
            throw SigV4Exception.incomplete("Unsupported AWS 'algorithm': " + SignatureParameters.quote(algorithm)
                    + " (only AWS4-HMAC-SHA256 for now). ");
        }
        return authorization.substring(algorithm.length());
    }

    private static Map<String, String> keyValues(String text) throws SigV4Exception {
        Map<String, String> values = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String pair = part.strip();
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw SigV4Exception.incomplete(SignatureParameters.quote(pair)
                        + " not a valid key=value pair (missing equal-sign) in Authorization header.");
            }
            put(values, pair.substring(0, equals), pair.substring(equals + 1));
        }
        return values;
    }

    private static void put(Map<String, String> values, String key, String value) throws SigV4Exception {
        if (!KEYS.contains(key) || values.put(key, value) != null) {
            throw SigV4Exception.incomplete("Authorization header has an unknown or repeated parameter "
                    + SignatureParameters.quote(key) + ".");
        }
    }

    private static void requireAll(Map<String, String> values, @Nullable String date) throws SigV4Exception {
        StringBuilder missing = new StringBuilder();
        for (String key : KEYS) {
            if (values.getOrDefault(key, "").isEmpty()) {
                missing.append("Authorization header requires '").append(key).append("' parameter. ");
            }
        }
        if (date == null) {
            missing.append("Authorization header requires existence of a 'X-Amz-Date' header. ");
        }
        if (missing.length() > 0) {
            throw SigV4Exception.incomplete(missing.toString());
        }
    }

    private HeaderForm() {}
}
