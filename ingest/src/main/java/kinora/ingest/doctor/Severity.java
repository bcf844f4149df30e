package kinora.ingest.doctor;

/// How much a finding matters, from the least on.
public enum Severity {
    /// As it should be.
    OK,
    /// Works; worth knowing.
    NOTE,
    /// Works here, or for some players, and not everywhere.
    WARN,
    /// Something does not play.
    ERROR
}
