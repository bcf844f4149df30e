package kinora.store;

/// Which of a fragment's two clocks a query means.
public enum TimestampKind {
    PRODUCER,
    SERVER
}
