package kinora.sigv4;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An access key with its secret, and the session token if the credentials are temporary.
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {
    public Credentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId is null");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey is null");
        if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
            throw new IllegalArgumentException("access key id or secret access key is empty");
        }
    }

    /// The access key id alone, so that no log ever shows a secret.
    @Override
    public String toString() {
        return accessKeyId;
    }
}
