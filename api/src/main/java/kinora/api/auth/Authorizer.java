package kinora.api.auth;

import kinora.model.Operation;

/// Decides whether a caller may do something: returns, or throws [kinora.model.ApiException] ACCESS_DENIED.
@FunctionalInterface
public interface Authorizer {
    /// Returns if the caller may.
    ///
    /// @param resource the ARN of the stream, or the name as given where there is no such stream
    void check(Identity caller, Operation operation, String resource);

    /// Every identity there is so far is the account's root.
    static Authorizer rootOnly() {
        return (_, _, _) -> {};
    }
}
