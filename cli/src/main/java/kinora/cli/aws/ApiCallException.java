package kinora.cli.aws;

import java.io.IOException;

/// The server refused a call.
public final class ApiCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String errorName;
    private final int status;

    ApiCallException(String errorName, int status, String explanation) {
        super(errorName + " (HTTP " + status + "): " + explanation);
        this.errorName = errorName;
        this.status = status;
    }

    /// AWS's name, such as `ResourceNotFoundException`.
    public String errorName() {
        return errorName;
    }

    public int status() {
        return status;
    }
}
