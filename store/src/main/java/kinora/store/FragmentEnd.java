package kinora.store;

/// What is known of a fragment when it ends. `durationMs` is last frame time minus first frame time; `frames` are those
/// of all tracks, `keyFrames` those of video tracks, `activityBytes` what the other video frames weigh: the more moves
/// in the picture, the more. `digest` and `tags` are opaque to the store and are sealed in the commit record.
public record FragmentEnd(long durationMs, int frames, int keyFrames, long activityBytes, byte[] tags, byte[] digest) {
    public FragmentEnd {
        if (durationMs < 0 || frames < 0 || keyFrames < 0 || keyFrames > frames || activityBytes < 0) {
            throw new IllegalArgumentException("duration " + durationMs + ", frames " + frames + ", key frames "
                    + keyFrames + ", activity " + activityBytes);
        }
    }
}
