package kinora.sigv4;

import java.nio.charset.StandardCharsets;

/// The key derived from a secret access key for one credential scope.
final class SigningKey {
    private final byte[] key;
    private final CredentialScope scope;

    SigningKey(String secretAccessKey, CredentialScope scope) {
        byte[] secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        byte[] forDate = Sha256.hmac(secret, scope.date());
        byte[] forRegion = Sha256.hmac(forDate, scope.region());
        byte[] forService = Sha256.hmac(forRegion, scope.service());
        this.key = Sha256.hmac(forService, CredentialScope.TERMINATOR);
        this.scope = scope;
    }

    byte[] bytes() {
        return key.clone();
    }

    /// The signature of a canonical request made at `amzDate`, as its 32 bytes.
    byte[] sign(String amzDate, byte[] canonicalRequest) {
        return Sha256.hmac(
                key, SignatureClaim.ALGORITHM + "\n" + amzDate + "\n" + scope + "\n" + Sha256.hex(canonicalRequest));
    }
}
