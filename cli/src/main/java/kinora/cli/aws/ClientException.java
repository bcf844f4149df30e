package kinora.cli.aws;

import java.io.IOException;

/// Something the person at the terminal can put right; the message is the one sentence that says how.
public final class ClientException extends IOException {
    private static final long serialVersionUID = 1L;

    public ClientException(String explanation) {
        super(explanation);
    }

    public ClientException(String explanation, Throwable cause) {
        super(explanation, cause);
    }
}
