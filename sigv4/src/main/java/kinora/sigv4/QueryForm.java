package kinora.sigv4;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a presigned request, whose signature stands in `X-Amz-…` query parameters.
final class QueryForm {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String SECURITY_TOKEN = "X-Amz-Security-Token";
    static final String SIGNATURE = "X-Amz-Signature";
    private static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

    /// `X-Amz-Expires` alone does not make a presigned request: a Go producer adds it to URLs it signs by header.
    static boolean isUsedBy(QueryString query) {
        return query.first(ALGORITHM) != null || query.first(SIGNATURE) != null;
    }

    static SignatureParameters read(SignableRequest request, QueryString query) throws SigV4Exception {
        refuseTwoSignatures(request);
        refuseRepeated(query);
        if (!SignatureClaim.ALGORITHM.equals(query.first(ALGORITHM))) {
            throw SigV4Exception.incomplete("Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now). ");
        }
        return new SignatureParameters(
                SignatureClaim.Form.QUERY,
                required(query, CREDENTIAL),
                required(query, SIGNED_HEADERS),
                required(query, SIGNATURE),
                required(query, DATE),
                query.first(SECURITY_TOKEN),
                query.first(EXPIRES),
                declaredPayloadHash(request, query));
    }

    private static void refuseTwoSignatures(SignableRequest request) throws SigV4Exception {
        if (!request.headers("authorization").isEmpty()) {
            throw SigV4Exception.incomplete(
                    "A request is signed by its Authorization header or by its query, not by both.");
        }
        if (!request.headers("x-amz-security-token").isEmpty()) {
            throw SigV4Exception.incomplete("A presigned request carries its security token in the query.");
        }
    }

    private static void refuseRepeated(QueryString query) throws SigV4Exception {
        Set<String> seen = new HashSet<>();
        for (QueryString.Parameter parameter : query.parameters()) {
            if (parameter.name().startsWith("X-Amz-") && !seen.add(parameter.name())) {
                throw SigV4Exception.incomplete("Query parameter " + SignatureParameters.quote(parameter.name())
                        + " must not occur more than once.");
            }
        }
    }

    private static String required(QueryString query, String name) throws SigV4Exception {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            throw SigV4Exception.incomplete("AWS query-string parameters must include '" + name + "'. ");
        }
        return value;
    }

    /// Header and parameter may both be there, but then they say the same.
    private static @Nullable String declaredPayloadHash(SignableRequest request, QueryString query)
            throws SigV4Exception {
        String header = SignatureParameters.single(request, "x-amz-content-sha256");
        String parameter = query.first(CONTENT_SHA256);
        if (header != null && parameter != null && !Objects.equals(header, parameter)) {
            throw SigV4Exception.incomplete("Two values of x-amz-content-sha256.");
        }
        return header != null ? header : parameter;
    }

    private QueryForm() {}
}
