package kinora.camera;

import java.io.IOException;

/// The camera cannot run here or its encoder failed; the message is one sentence for the person at the terminal.
public final class CameraException extends IOException {
    private static final long serialVersionUID = 1L;

    CameraException(String explanation) {
        super(explanation);
    }

    CameraException(String explanation, Throwable cause) {
        super(explanation, cause);
    }
}
