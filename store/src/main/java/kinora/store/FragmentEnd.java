package kinora.store;

/// What is known of a fragment when it ends. `durationMs` is last frame time minus first frame time. `digest` and
/// `tags` are opaque to the store and are sealed in the commit record.
public record FragmentEnd(long durationMs, int frames, byte[] tags, byte[] digest) {
    public FragmentEnd {
        if (durationMs < 0 || frames < 0) {
            throw new IllegalArgumentException("duration " + durationMs + ", frames " + frames);
        }
    }
}
