package kinora.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.mkv.Tags;
import kinora.model.AckError;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.store.OpenFragment;
import org.jspecify.annotations.Nullable;

/// The fragment that is arriving, with what its limits are judged by.
final class OpenedFragment {
    final OpenFragment open;
    final long timecodeMs;

    /// Where the fragment begins in the input.
    final long offset;

    final boolean sizeKnown;
    boolean clusterComplete;
    final List<Tags.SimpleTag> tags = new ArrayList<>(0);
    private boolean hasFrames;
    private long firstMs;
    private long lastMs;

    OpenedFragment(OpenFragment open, long timecodeMs, long offset, boolean sizeKnown) {
        this.open = open;
        this.timecodeMs = timecodeMs;
        this.offset = offset;
        this.sizeKnown = sizeKnown;
    }

    void frameAt(long timeMs) {
        firstMs = hasFrames ? Math.min(firstMs, timeMs) : timeMs;
        lastMs = hasFrames ? Math.max(lastMs, timeMs) : timeMs;
        hasFrames = true;
    }

    /// Last frame's time minus first frame's.
    long durationMs() {
        return lastMs - firstMs;
    }

    /// Keeps the tags, or says what is wrong with them.
    @Nullable AckError add(Tags more, LimitsMode mode) {
        more.simpleTags().forEach(tags::add);
        boolean good = tags.size() <= Limit.FRAGMENT_TAGS.in(mode)
                && tags.stream().allMatch(tag -> isWithin(tag.name(), Limit.TAG_NAME_BYTES.in(mode)))
                && tags.stream().allMatch(tag -> isWithin(tag.text(), Limit.TAG_VALUE_BYTES.in(mode)));
        return good ? null : AckError.FRAGMENT_METADATA_LIMIT_REACHED;
    }

    private static boolean isWithin(String text, long bytesMax) {
        return text.getBytes(StandardCharsets.UTF_8).length <= bytesMax;
    }
}
