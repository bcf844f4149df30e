package kinora.api.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An access key and whom it stands for. `sessionToken` is the one token that belongs to a temporary key.
public record Identity(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        String principalArn) {
    public Identity {
        Objects.requireNonNull(accessKeyId, "accessKeyId is null");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey is null");
        Objects.requireNonNull(principalArn, "principalArn is null");
    }

    /// The account's root, which may do everything.
    public static Identity root(String account, String accessKeyId, String secretAccessKey) {
        return new Identity(accessKeyId, secretAccessKey, null, "arn:aws:iam::" + account + ":root");
    }

    @Override
    public String toString() {
        return principalArn + " (" + accessKeyId + ")";
    }
}
