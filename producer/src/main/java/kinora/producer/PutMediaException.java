package kinora.producer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The server refused PutMedia, or ended it with an ERROR acknowledgement.
public final class PutMediaException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorName;

    private PutMediaException(int status, String errorName, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorName = errorName;
    }

    static PutMediaException refused(int status, String errorName, String explanation) {
        return new PutMediaException(status, errorName, errorName + " (HTTP " + status + "): " + explanation, null);
    }

    static PutMediaException failed(Ack.Failed ack, @Nullable Throwable cause) {
        String where = ack.fragmentTimecodeMs() == null ? "" : " at fragment timecode " + ack.fragmentTimecodeMs();
        return new PutMediaException(200, ack.errorCode(), ack.errorCode() + " (" + ack.errorId() + ")" + where, cause);
    }

    /// The HTTP status; 200 if the failure came later, as an acknowledgement.
    public int status() {
        return status;
    }

    /// AWS's name of the error, such as `ResourceNotFoundException` or `INVALID_MKV_DATA`.
    public String errorName() {
        return errorName;
    }
}
