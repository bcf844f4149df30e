package kinora.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kinora.formats.digest.DigestBuilder;
import kinora.formats.mkv.Track;

/// The tracks that a session's header defines, in its order.
final class SessionTracks {
    static final SessionTracks NONE = new SessionTracks(List.of());

    private static final long NS_PER_MS = 1_000_000;

    /// A frame of more than 10 s is no frame of a lace: such a default duration is not believed.
    private static final long FRAME_MS_MAX = 10_000;

    private final long[] numbers;
    private final long[] frameMs;
    private final int[] videos;

    SessionTracks(List<Track> tracks) {
        numbers = tracks.stream().mapToLong(Track::number).toArray();
        frameMs = tracks.stream()
                .mapToLong(track -> track.defaultDurationNs() / NS_PER_MS)
                .map(ms -> ms > FRAME_MS_MAX ? 0 : ms)
                .toArray();
        videos = IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).isVideo())
                .toArray();
    }

    /// How long the pictures, else the first track, go on after the last frame of any track has begun. The last
    /// picture is taken to last as long as the mean of those before it.
    long lastFrameMs(DigestBuilder digest) {
        int track = videos.length > 0 ? videos[0] : 0;
        long stepsMs = digest.lastMs(track) - digest.firstMs(track);
        int steps = digest.frameCount(track) - 1;
        long frame = steps > 0 ? Math.round((double) stepsMs / steps) : frameMs[track];
        long latestMs = IntStream.range(0, numbers.length)
                .mapToLong(digest::lastMs)
                .max()
                .orElse(0);
        return Math.max(0, digest.lastMs(track) + frame - latestMs);
    }

    int videoKeyFrames(DigestBuilder digest) {
        return Arrays.stream(videos).map(digest::keyFrames).sum();
    }

    /// What the video frames between key frames weigh: little when nothing moves.
    long activityBytes(DigestBuilder digest) {
        return Arrays.stream(videos).mapToLong(digest::otherFramesBytes).sum();
    }

    DigestBuilder newDigest() {
        return new DigestBuilder(numbers);
    }

    int count() {
        return numbers.length;
    }

    long number(int index) {
        return numbers[index];
    }

    /// What lies between the frames of one laced block; 0 where the header does not say.
    long frameMs(int index) {
        return frameMs[index];
    }

    /// The index of a track that has no frame in the present fragment, or -1.
    int firstWithoutFrames(DigestBuilder digest) {
        for (int i = 0; i < numbers.length; i++) {
            if (digest.frameCount(i) == 0) {
                return i;
            }
        }
        return -1;
    }
}
