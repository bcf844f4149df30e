package kinora.sigv4;

import java.util.Objects;

/// A request whose signature is refused, in the words AWS's front end uses; the message may be shown to the caller.
public final class SigV4Exception extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why a signature is refused: AWS's error name with its HTTP status.
    public enum Kind {
        MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
        INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
        INVALID_SIGNATURE("InvalidSignatureException", 403),
        UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
        EXPIRED_TOKEN("ExpiredTokenException", 403);

        private final String errorName;
        private final int httpStatus;

        Kind(String errorName, int httpStatus) {
            this.errorName = errorName;
            this.httpStatus = httpStatus;
        }

        /// The name that goes into `x-amzn-ErrorType`.
        public String errorName() {
            return errorName;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }

    private final Kind kind;

    public SigV4Exception(Kind kind, String message) {
        super(Objects.requireNonNull(message, "message is null"));
        this.kind = Objects.requireNonNull(kind, "kind is null");
    }

    public Kind kind() {
        return kind;
    }

    /// Never null, unlike what [Throwable#getMessage] allows.
    public String explanation() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// Unknown access key, or a session token that does not belong to it.
    public static SigV4Exception unrecognizedClient() {
        return new SigV4Exception(Kind.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }

    /// Temporary credentials past their end.
    public static SigV4Exception expiredToken() {
        return new SigV4Exception(Kind.EXPIRED_TOKEN, "The security token included in the request is expired");
    }

    static SigV4Exception missing() {
        return new SigV4Exception(Kind.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    static SigV4Exception incomplete(String message) {
        return new SigV4Exception(Kind.INCOMPLETE_SIGNATURE, message);
    }

    static SigV4Exception invalid(String message) {
        return new SigV4Exception(Kind.INVALID_SIGNATURE, message);
    }

    static SigV4Exception mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. "
                + "Check your AWS Secret Access Key and signing method. "
                + "Consult the service documentation for details.");
    }

    static SigV4Exception unsigned(String headerName) {
        return invalid("'" + headerName + "' must be a 'SignedHeader' in the AWS Authorization.");
    }
}
