package kinora.model;

/// Every error an API call can answer, once: AWS's name and the status clients see.
public enum ApiError {
    ACCESS_DENIED("AccessDeniedException", 403),
    ACCOUNT_STREAM_LIMIT_EXCEEDED("AccountStreamLimitExceededException", 400),
    CLIENT_LIMIT_EXCEEDED("ClientLimitExceededException", 400),
    CONNECTION_LIMIT_EXCEEDED("ConnectionLimitExceededException", 400),
    DEVICE_STREAM_LIMIT_EXCEEDED("DeviceStreamLimitExceededException", 400),
    EXPIRED_TOKEN("ExpiredTokenException", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
    INTERNAL_FAILURE("InternalFailure", 500),
    INVALID_ARGUMENT("InvalidArgumentException", 400),
    INVALID_CODEC_PRIVATE_DATA("InvalidCodecPrivateDataException", 400),
    INVALID_DEVICE("InvalidDeviceException", 400),
    INVALID_ENDPOINT("InvalidEndpointException", 400),
    INVALID_MEDIA_FRAME("InvalidMediaFrameException", 400),
    INVALID_RESOURCE_FORMAT("InvalidResourceFormatException", 400),
    INVALID_SIGNATURE("InvalidSignatureException", 403),
    MISSING_CODEC_PRIVATE_DATA("MissingCodecPrivateDataException", 400),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
    NO_DATA_RETENTION("NoDataRetentionException", 400),
    NOT_AUTHORIZED("NotAuthorizedException", 403),
    NOT_IMPLEMENTED("NotImplementedException", 501),
    RESOURCE_IN_USE("ResourceInUseException", 400),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
    SERIALIZATION("SerializationException", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    TAGS_PER_RESOURCE_EXCEEDED_LIMIT("TagsPerResourceExceededLimitException", 400),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
    UNSUPPORTED_STREAM_MEDIA_TYPE("UnsupportedStreamMediaTypeException", 400),
    VERSION_MISMATCH("VersionMismatchException", 400);

    private final String awsName;
    private final int status;

    ApiError(String awsName, int status) {
        this.awsName = awsName;
        this.status = status;
    }

    public String awsName() {
        return awsName;
    }

    public int status() {
        return status;
    }

    /// The authentication layer writes `message`, the service `Message`; some clients look for one only.
    public boolean isAuthentication() {
        return switch (this) {
            case EXPIRED_TOKEN,
                    INCOMPLETE_SIGNATURE,
                    INVALID_SIGNATURE,
                    MISSING_AUTHENTICATION_TOKEN,
                    UNRECOGNIZED_CLIENT -> true;
            default -> false;
        };
    }
}
