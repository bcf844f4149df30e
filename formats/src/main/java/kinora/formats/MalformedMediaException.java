package kinora.formats;

/// Media that breaks its format. `offsetBytes` is where, counted from the first byte of the input.
public final class MalformedMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offsetBytes;

    public MalformedMediaException(String explanation, long offsetBytes) {
        super(explanation + " (at byte " + offsetBytes + ")");
        this.offsetBytes = offsetBytes;
    }

    public long offsetBytes() {
        return offsetBytes;
    }
}
