package kinora.model;

/// Streams are usable at once, so only two of the four statuses are ever seen here.
public enum StreamStatus {
    CREATING,
    ACTIVE,
    UPDATING,
    DELETING
}
