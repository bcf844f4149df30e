package kinora.store.keys;

import kinora.model.AckError;
import kinora.store.StoreException;

/// A key that cannot be had now, or never again; says which acknowledgement tells the producer.
public final class KeyServiceException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final AckError ackError;

    public KeyServiceException(AckError ackError, String explanation, Throwable cause) {
        super(explanation, cause);
        this.ackError = ackError;
    }

    public AckError ackError() {
        return ackError;
    }
}
