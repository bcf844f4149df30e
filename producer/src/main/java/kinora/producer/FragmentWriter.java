package kinora.producer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;

/// Frames in, Matroska out, in the form Kinesis Video knows from its producers: one Segment without end, and one
/// Cluster
/// without size per fragment.
///
/// A fragment begins at each key frame of the first video track; without video, when the last one is 2 s old. Frames
/// before the first key frame are left out: no reader could begin with them.
public final class FragmentWriter {
    /// AWS's producers cut audio alone into fragments of this length.
    private static final long AUDIO_FRAGMENT_MS = 2_000;

    private static final long NONE = -1;

    private final List<Track> tracks;
    private final Track leader;
    private final long originMs;
    private final Output out;
    private final ByteSink bytes = new ByteSink();
    private final MkvWriter mkv = new MkvWriter(bytes);
    private final List<Tags.SimpleTag> waitingTags = new ArrayList<>();
    private boolean headerWritten;
    private long clusterMs = NONE;

    /// Where the Matroska goes: each call is a whole number of elements, and the buffers are free again when it
    /// returns.
    @FunctionalInterface
    public interface Output {
        void write(ByteBuffer... buffers) throws IOException;
    }

    /// @param originMs what is taken off every timestamp: 0 for absolute timecodes, else the producer start timestamp
    public FragmentWriter(List<Track> tracks, long originMs, Output out) {
        this.tracks = List.copyOf(tracks);
        this.leader = this.tracks.stream().filter(Track::isVideo).findFirst().orElseGet(() -> this.tracks.get(0));
        this.originMs = originMs;
        this.out = out;
    }

    /// Writes one frame with what must stand before it; false if it was left out. Timestamps may step back within a
    /// fragment (B frames), but a fragment holds no more than 32 s to either side of its first frame.
    public boolean write(MediaFrame frame) throws IOException {
        bytes.clear();
        if (beginsFragment(frame)) {
            beginFragment(frame.timestampMs());
        }
        if (clusterMs == NONE) {
            return false;
        }
        mkv.simpleBlockHeader(
                frame.trackNumber(),
                Math.toIntExact(frame.timestampMs() - clusterMs),
                frame.key() ? MkvWriter.FLAG_KEY : 0,
                frame.data().remaining());
        out.write(bytes.asByteBuffer(), frame.data());
        return true;
    }

    /// Gives the fragment under way a name and a value; they are written when it ends.
    public void tag(String name, String value) {
        waitingTags.add(new Tags.SimpleTag(name, value));
    }

    /// Ends the fragment under way so that the server acknowledges it now; the next one waits for a key frame.
    public void endFragment() throws IOException {
        if (clusterMs != NONE) {
            bytes.clear();
            writeWaitingTags();
            mkv.tags(Tags.of(new Tags.SimpleTag(KvsTags.END_OF_FRAGMENT, "")));
            clusterMs = NONE;
            out.write(bytes.asByteBuffer());
        }
    }

    private boolean beginsFragment(MediaFrame frame) {
        if (frame.trackNumber() != leader.number() || !frame.key()) {
            return false;
        }
        return clusterMs == NONE || leader.isVideo() || frame.timestampMs() - clusterMs >= AUDIO_FRAGMENT_MS;
    }

    private void beginFragment(long timestampMs) {
        if (timestampMs < originMs) {
            throw new IllegalArgumentException(
                    "timestamp " + timestampMs + " ms is before the producer start timestamp " + originMs + " ms");
        }
        writeHeaderOnce();
        if (clusterMs != NONE) {
            writeWaitingTags();
        }
        mkv.cluster(timestampMs - originMs);
        clusterMs = timestampMs;
    }

    private void writeHeaderOnce() {
        if (!headerWritten) {
            headerWritten = true;
            mkv.ebmlHeader(EbmlHeader.MATROSKA).segment();
            mkv.info(new Info(Info.TIMESTAMP_SCALE_DEFAULT_NS, null, "Kinora", "kinora-producer", "kinora-producer"));
            mkv.tracks(tracks);
        }
    }

    /// Tags behind a Cluster belong to it.
    private void writeWaitingTags() {
        if (!waitingTags.isEmpty()) {
            mkv.tags(Tags.of(waitingTags.toArray(Tags.SimpleTag[]::new)));
            waitingTags.clear();
        }
    }
}
