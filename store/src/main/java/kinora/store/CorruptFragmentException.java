package kinora.store;

/// Bytes on disk are not the bytes that were written. The fragment is refused; all others are served.
public final class CorruptFragmentException extends StoreException {
    private static final long serialVersionUID = 1L;

    public CorruptFragmentException(String explanation) {
        super(explanation);
    }
}
