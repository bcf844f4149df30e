package kinora.camera;

import java.nio.ByteBuffer;
import java.util.Objects;

/// One access unit of H.264 (length-prefixed NAL units, no parameter sets) or one raw AAC packet (no ADTS). `ptsMs`
/// is Unix time in UTC; `data` is read-only and belongs to this frame alone.
public record EncodedFrame(CameraTrack track, long ptsMs, int durationMs, boolean key, ByteBuffer data) {
    public EncodedFrame {
        Objects.requireNonNull(track, "track is null");
        if (ptsMs < 0 || durationMs <= 0 || !data.hasRemaining()) {
            throw new IllegalArgumentException(
                    "pts " + ptsMs + " ms, duration " + durationMs + " ms, " + data.remaining() + " bytes");
        }
        data = data.asReadOnlyBuffer();
    }

    /// A view of its own position, so that one reader does not move another's.
    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
