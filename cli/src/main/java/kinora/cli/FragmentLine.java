package kinora.cli;

import java.util.Locale;
import kinora.cli.media.MediaDocument;
import kinora.formats.mkv.KvsTags;

/// A fragment in one line for people.
final class FragmentLine {
    private FragmentLine() {}

    static String of(MediaDocument fragment, long nowMs) {
        String error = fragment.error();
        if (error != null) {
            return "error " + error;
        }
        return String.format(
                Locale.ROOT,
                "%s  %s  %8.1f KB  %4d frames  %5d ms  %s%s",
                fragment.fragmentNumber(),
                Timestamps.show(fragment.serverTimestampMs()),
                fragment.bytes().remaining() / 1000.0,
                fragment.frames().size(),
                fragment.durationMs(),
                lag(fragment, nowMs),
                fragment.isComplete() ? "" : "  (given up)");
    }

    /// How long after its last frame was due the fragment is here; of old ones, their age in the service's words.
    private static String lag(MediaDocument fragment, long nowMs) {
        long sinceEndMs = nowMs - fragment.producerTimestampMs() - fragment.durationMs();
        boolean live = sinceEndMs >= 0 && sinceEndMs < 10_000;
        return live
                ? "latency " + sinceEndMs + " ms"
                : "behind " + fragment.tags().getOrDefault(KvsTags.MILLIS_BEHIND_NOW, "?") + " ms";
    }
}
