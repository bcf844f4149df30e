package kinora.producer;

import java.nio.ByteBuffer;
import java.util.Objects;

/// One frame of one track, as it goes into a block; `timestampMs` is Unix time. The bytes are not copied.
public record MediaFrame(long trackNumber, long timestampMs, boolean key, ByteBuffer data) {
    public MediaFrame {
        Objects.requireNonNull(data, "data is null");
        if (trackNumber <= 0 || timestampMs < 0) {
            throw new IllegalArgumentException("track " + trackNumber + ", timestamp " + timestampMs + " ms");
        }
    }
}
