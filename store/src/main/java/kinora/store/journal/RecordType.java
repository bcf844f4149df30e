package kinora.store.journal;

import org.jspecify.annotations.Nullable;

/// The kinds of record in a segment file.
public enum RecordType {
    /// A sealed piece of a fragment's payload.
    EXTENT(1),
    /// Written last; without it the fragment does not exist.
    COMMIT(2),
    /// The bytes that stand before the payload when a fragment is read.
    TRACK_HEADER(3);

    private static final RecordType[] TYPES = values();

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static @Nullable RecordType of(int code) {
        return code >= 1 && code <= TYPES.length ? TYPES[code - 1] : null;
    }
}
