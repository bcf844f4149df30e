package kinora.api.auth;

import org.jspecify.annotations.Nullable;

/// Knows whom an access key stands for. Answers from memory: it is asked on the event loop.
@FunctionalInterface
public interface Identities {
    @Nullable Identity find(String accessKeyId);

    static Identities only(Identity identity) {
        return accessKeyId -> identity.accessKeyId().equals(accessKeyId) ? identity : null;
    }
}
