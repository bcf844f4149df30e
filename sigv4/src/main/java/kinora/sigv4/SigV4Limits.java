package kinora.sigv4;

/// What an unauthenticated stranger may make us read: each bound is far above what any known client sends.
final class SigV4Limits {
    /// Credential, up to 64 header names and a signature fit ten times over.
    static final int AUTHORIZATION_CHARS_MAX = 8_192;

    /// Presigned URLs carry a session token of up to some 4,000 characters, percent-encoded.
    static final int QUERY_CHARS_MAX = 16_384;

    static final int QUERY_PARAMETERS_MAX = 128;
    static final int PATH_CHARS_MAX = 4_096;
    static final int METHOD_CHARS_MAX = 32;

    /// The Java SDK, which signs the most, signs about fifteen.
    static final int SIGNED_HEADERS_MAX = 64;

    /// IAM: an access key id is 16 to 128 characters long.
    static final int ACCESS_KEY_ID_CHARS_MAX = 128;

    static final int SECURITY_TOKEN_CHARS_MAX = 8_192;

    /// Seven days, as AWS allows for presigned requests.
    static final int EXPIRES_SECONDS_MAX = 604_800;

    private SigV4Limits() {}
}
