package kinora.cli.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// One document of a GetMedia answer: a fragment with what the service says of it.
///
/// @param tags all texts by name, the service's and the producer's
/// @param bytes the whole document as it arrived
/// @param firstFrameNs when the first frame was here as a whole, by `System.nanoTime`; 0 without frames
public record MediaDocument(
        Map<String, String> tags, List<Track> tracks, List<Frame> frames, ByteBuffer bytes, long firstFrameNs) {
    public MediaDocument {
        tags = Map.copyOf(tags);
        tracks = List.copyOf(tracks);
        frames = List.copyOf(frames);
        bytes = bytes.asReadOnlyBuffer();
    }

    /// A block's frames, and where they lie in the document; `timestampMs` as the producer sent it.
    public record Frame(long trackNumber, long timestampMs, boolean key, int offsetBytes, int lengthBytes) {}

    public @Nullable String fragmentNumber() {
        return tags.get(KvsTags.FRAGMENT_NUMBER);
    }

    /// False for a fragment that was given up while it was forwarded, and for an error.
    public boolean isComplete() {
        return tags.containsKey(KvsTags.CONTINUATION_TOKEN);
    }

    /// What the service says instead of media, or null.
    public @Nullable String error() {
        String id = tags.get(KvsTags.ERROR_ID);
        return id == null ? null : id + " " + tags.getOrDefault(KvsTags.ERROR_CODE, "");
    }

    public long serverTimestampMs() {
        return milliseconds(KvsTags.SERVER_TIMESTAMP);
    }

    public long producerTimestampMs() {
        return milliseconds(KvsTags.PRODUCER_TIMESTAMP);
    }

    public ByteBuffer data(Frame frame) {
        return bytes.slice(frame.offsetBytes(), frame.lengthBytes());
    }

    /// From the first frame's timestamp to the last one's.
    public long durationMs() {
        long first = frames.stream().mapToLong(Frame::timestampMs).min().orElse(0);
        long last = frames.stream().mapToLong(Frame::timestampMs).max().orElse(0);
        return last - first;
    }

    private long milliseconds(String tag) {
        try {
            return Math.round(Double.parseDouble(tags.getOrDefault(tag, "0")) * 1000);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
