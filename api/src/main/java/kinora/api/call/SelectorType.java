package kinora.api.call;

import kinora.store.TimestampKind;

/// Whose clock a fragment or image selector goes by.
public enum SelectorType {
    PRODUCER_TIMESTAMP(TimestampKind.PRODUCER),
    SERVER_TIMESTAMP(TimestampKind.SERVER);

    private final TimestampKind kind;

    SelectorType(TimestampKind kind) {
        this.kind = kind;
    }

    public TimestampKind kind() {
        return kind;
    }
}
