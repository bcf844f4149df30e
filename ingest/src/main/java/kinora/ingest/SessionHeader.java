package kinora.ingest;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.MkvEvents;
import kinora.store.TrackHeader;

/// What stands before the first Cluster, as readers will get it before each fragment: verbatim, but for a Segment of
/// known size, which becomes one of unknown size. Tags in front of Info go with the session's first fragment only.
final class SessionHeader {
    private static final int SEGMENT_ID_BYTES = 4;
    private static final byte[] UNKNOWN_SIZE = {1, -1, -1, -1, -1, -1, -1, -1};

    /// A stretch of the input, in the input's own offsets.
    private record Span(long start, long end) {}

    private final List<Span> earlyTags = new ArrayList<>();
    private boolean infoSeen;
    private long sizeStart = -1;
    private long sizeEnd = -1;

    void segment(long offset, int headerBytes, long sizeBytes) {
        if (sizeBytes != MkvEvents.UNKNOWN_SIZE) {
            sizeStart = offset + SEGMENT_ID_BYTES;
            sizeEnd = offset + headerBytes;
        }
    }

    void info() {
        infoSeen = true;
    }

    void tags(long offset, long end) {
        if (!infoSeen) {
            earlyTags.add(new Span(offset, end));
        }
    }

    /// For the session's first fragment.
    TrackHeader first(byte[] input) {
        return new TrackHeader(copyWithout(input, List.of()));
    }

    /// For all others; the same object where nothing differs.
    TrackHeader later(byte[] input, TrackHeader first) {
        return !infoSeen || earlyTags.isEmpty() ? first : new TrackHeader(copyWithout(input, earlyTags));
    }

    private byte[] copyWithout(byte[] input, List<Span> left) {
        ByteSink out = new ByteSink(input.length + UNKNOWN_SIZE.length);
        long position = 0;
        if (sizeStart >= 0) {
            out.bytes(input, 0, (int) sizeStart).bytes(UNKNOWN_SIZE);
            position = sizeEnd;
        }
        for (Span span : left) {
            out.bytes(input, (int) position, (int) (span.start - position));
            position = span.end;
        }
        return out.bytes(input, (int) position, input.length - (int) position).toByteArray();
    }
}
