package kinora.model;

/// What an ERROR acknowledgement can say: AWS's ids and codes. A session error ends the PutMedia call; any other
/// discards its fragment and reading goes on.
public enum AckError {
    STREAM_READ_ERROR(4000, true),
    MAX_FRAGMENT_SIZE_REACHED(4001, false),
    MAX_FRAGMENT_DURATION_REACHED(4002, false),
    MAX_CONNECTION_DURATION_REACHED(4003, true),
    FRAGMENT_TIMECODE_LESSER_THAN_PREVIOUS(4004, false),
    MORE_THAN_ONE_TRACK_FOUND(4005, true),
    INVALID_MKV_DATA(4006, true),
    INVALID_PRODUCER_TIMESTAMP(4007, false),
    STREAM_NOT_ACTIVE(4008, true),
    FRAGMENT_METADATA_LIMIT_REACHED(4009, false),
    TRACK_NUMBER_MISMATCH(4010, false),
    FRAMES_MISSING_FOR_TRACK(4011, false),
    MORE_THAN_ALLOWED_TRACKS_FOUND(4012, true),
    KMS_KEY_ACCESS_DENIED(4500, true),
    KMS_KEY_DISABLED(4501, true),
    KMS_KEY_VALIDATION_ERROR(4502, true),
    KMS_KEY_UNAVAILABLE(4503, true),
    KMS_KEY_INVALID_USAGE(4504, true),
    KMS_KEY_INVALID_STATE(4505, true),
    KMS_KEY_NOT_FOUND(4506, true),
    STREAM_DELETED(4507, true),
    INTERNAL_ERROR(5000, true),
    ARCHIVAL_ERROR(5001, false);

    private final int id;
    private final boolean endsSession;

    AckError(int id, boolean endsSession) {
        this.id = id;
        this.endsSession = endsSession;
    }

    public int id() {
        return id;
    }

    public boolean endsSession() {
        return endsSession;
    }
}
