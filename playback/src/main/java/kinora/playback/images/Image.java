package kinora.playback.images;

import org.jspecify.annotations.Nullable;

/// What there is to see of a stream at one time: an image, or why there is none.
///
/// @param content the image's bytes, null where there is a problem
public record Image(
        long timestampMs,
        byte @Nullable [] content,
        @Nullable Problem problem) {
    /// Why there is no image, in AWS's words.
    public enum Problem {
        /// No fragment at that time.
        NO_MEDIA,
        /// There is one, and no picture can be made of it.
        MEDIA_ERROR
    }

    static Image of(long timestampMs, byte[] content) {
        return new Image(timestampMs, content, null);
    }

    static Image missing(long timestampMs, Problem problem) {
        return new Image(timestampMs, null, problem);
    }
}
