package kinora.server;

/// The server cannot start. The message is one sentence for the person who started it, and says what to do.
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartException(String sentence) {
        super(sentence);
    }

    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
