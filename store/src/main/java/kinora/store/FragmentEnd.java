package kinora.store;

/// What is known of a fragment when it ends. `durationMs` is last frame time minus first frame time, `lastFrameMs` how
/// long that last frame is believed to last, 0 where nothing tells; `frames` are those of all tracks, `keyFrames` those
/// of video tracks, `activityBytes` what the other video frames weigh: the more moves
/// in the picture, the more. `digest` and `tags` are opaque to the store and are sealed in the commit record.
public record FragmentEnd(
        long durationMs, long lastFrameMs, int frames, int keyFrames, long activityBytes, byte[] tags, byte[] digest) {
    public FragmentEnd {
        if (durationMs < 0
                || lastFrameMs < 0
                || frames < 0
                || keyFrames < 0
                || keyFrames > frames
                || activityBytes < 0) {
            throw new IllegalArgumentException("duration " + durationMs + " + " + lastFrameMs + ", frames " + frames
                    + ", key frames " + keyFrames + ", activity " + activityBytes);
        }
    }
}
