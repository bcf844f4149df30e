package kinora.model;

/// A call that ends in an error the caller is told. The explanation says what to do about it where that is known.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final String explanation;

    public ApiException(ApiError error, String explanation) {
        // No stack trace: this is an answer, not a fault, and hostile clients must not buy CPU with it.
        super(error.awsName() + ": " + explanation, null, false, false);
        this.error = error;
        this.explanation = explanation;
    }

    public static ApiException invalidArgument(String explanation) {
        return new ApiException(ApiError.INVALID_ARGUMENT, explanation);
    }

    public static ApiException streamNotFound() {
        return new ApiException(ApiError.RESOURCE_NOT_FOUND, "The requested stream is not found or not active.");
    }

    public ApiError error() {
        return error;
    }

    public String explanation() {
        return explanation;
    }
}
