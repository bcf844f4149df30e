package kinora.store;

import java.util.Objects;

/// Everything that is kept of a stored fragment but its payload. `tags` and `digest` are as ingest handed them over,
/// and
/// must not be changed.
public record FragmentRecord(FragmentInfo info, TrackHeader header, byte[] tags, byte[] digest) {
    public FragmentRecord {
        Objects.requireNonNull(info, "info is null");
        Objects.requireNonNull(header, "header is null");
        Objects.requireNonNull(tags, "tags are null");
        Objects.requireNonNull(digest, "digest is null");
    }
}
