package kinora.api.playback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One range of a resource's bytes, `to` exclusive (RFC 9110, 14.1.2).
record ByteRange(long from, long to) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    boolean isEmpty() {
        return from >= to;
    }

    /// The range asked for; null where the header asks for nothing we serve (several ranges, other units): then the
    /// whole resource is the answer. Empty where it lies beyond the end.
    static @Nullable ByteRange parse(@Nullable String header, long sizeBytes) {
        Matcher one = ONE.matcher(header == null ? "" : header);
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return null;
        }
        if (one.group(1).isEmpty()) {
            long last = Long.parseLong(one.group(2));
            return new ByteRange(Math.max(0, sizeBytes - last), last == 0 ? 0 : sizeBytes);
        }
        long from = Long.parseLong(one.group(1));
        if (!one.group(2).isEmpty() && Long.parseLong(one.group(2)) < from) {
            return null;
        }
        long to = one.group(2).isEmpty() ? sizeBytes : Math.min(sizeBytes, Long.parseLong(one.group(2)) + 1);
        return new ByteRange(from, to);
    }
}
