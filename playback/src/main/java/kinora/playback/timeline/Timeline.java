package kinora.playback.timeline;

import java.util.List;

/// The answer: one bucket after the other, and where nothing is for longer than a bucket. `resolutionMs` is how finely
/// the store itself knows the span, 0 where single fragments were looked at.
public record Timeline(TimelineQuestion question, long resolutionMs, List<Bucket> buckets, List<Gap> gaps) {
    public Timeline {
        buckets = List.copyOf(buckets);
        gaps = List.copyOf(gaps);
    }

    /// What one bucket holds.
    ///
    /// @param coverage which share of the bucket has media, 0 to 1
    /// @param bitsPerSecond while there is media
    /// @param keyFrames of video
    /// @param activity how much moves in the picture, 0 to 1, judged by what frames between key frames weigh in the
    ///     quietest and in the busiest buckets of this answer
    public record Bucket(
            long startMs, double coverage, long fragments, long bitsPerSecond, long keyFrames, double activity) {}

    /// No media from `startMs` to `endMs`.
    public record Gap(long startMs, long endMs) {}
}
