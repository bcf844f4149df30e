package kinora.sigv4;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who a request says it comes from and what it says it signed. Nothing in it is proven until
/// [SigV4Verifier#verify] has returned.
///
/// @param signedHeaders lower-case, sorted, without doubles
/// @param declaredPayloadHash what `x-amz-content-sha256` says, or null without it
/// @param securityTokenSigned false only for the C clients that send their token outside the signature: the caller has
///     to prove that this very token belongs to the access key
/// @param expiresSeconds life of a presigned request, or null
public record SignatureClaim(
        SignableRequest request,
        Form form,
        String accessKeyId,
        CredentialScope scope,
        Instant signedAt,
        List<String> signedHeaders,
        String signature,
        @Nullable String declaredPayloadHash,
        @Nullable String securityToken,
        boolean securityTokenSigned,
        @Nullable Integer expiresSeconds) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /// Where the signature stands.
    public enum Form {
        HEADER,
        QUERY
    }

    public SignatureClaim {
        Objects.requireNonNull(request, "request is null");
        Objects.requireNonNull(form, "form is null");
        Objects.requireNonNull(accessKeyId, "accessKeyId is null");
        Objects.requireNonNull(scope, "scope is null");
        Objects.requireNonNull(signedAt, "signedAt is null");
        Objects.requireNonNull(signature, "signature is null");
        signedHeaders = List.copyOf(signedHeaders);
    }

    boolean signs(String lowerCaseHeaderName) {
        return signedHeaders.contains(lowerCaseHeaderName);
    }

    /// Without signature and token, so that a log line cannot be replayed.
    @Override
    public String toString() {
        return accessKeyId + "/" + scope + " (" + form + ")";
    }
}
