package kinora.store;

/// The store could not do what was asked: a full or failing disk, a key that is gone, a stream that was deleted.
public class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreException(String explanation) {
        super(explanation);
    }

    public StoreException(String explanation, Throwable cause) {
        super(explanation, cause);
    }
}
