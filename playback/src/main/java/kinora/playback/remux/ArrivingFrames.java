package kinora.playback.remux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.mkv.Block;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Track;
import kinora.store.TrackHeader;

/// Where the frames of a fragment lie while it arrives: the same columns that its digest gives when it is complete.
public final class ArrivingFrames implements MkvEvents {
    private static final long NS_PER_MS = 1_000_000;

    /// As ingest has it: a longer default duration is not believed.
    private static final long LACED_MS_MAX = 10_000;

    private final MkvParser parser = new MkvParser(MkvLimits.DEFAULT, this);
    private final long headerBytes;
    private final List<TrackFrames> frames = new ArrayList<>();
    private Info info = Info.DEFAULT;
    private List<Track> tracks = List.of();
    private long timecodeMs;

    /// A reader of fragments that begin with this header.
    public ArrivingFrames(TrackHeader header) throws MalformedMediaException {
        headerBytes = header.bytes().length;
        parser.push(ByteBuffer.wrap(header.bytes()));
    }

    /// Reads the next bytes of the fragment's payload, and keeps none.
    public void push(ByteBuffer bytes) throws MalformedMediaException {
        parser.push(bytes);
    }

    /// Whether each track of the header has sent something.
    public boolean hasAllTracks() {
        return frames.stream().allMatch(track -> track.count() > 0);
    }

    /// The frames so far, by the index of their track in the header.
    public TrackFrames track(int index) {
        return frames.get(index);
    }

    @Override
    public void info(Info read, long offset, long end) {
        info = read;
    }

    @Override
    public void tracks(List<Track> read, long offset, long end) {
        tracks = read;
        read.forEach(_ -> frames.add(new TrackFrames()));
    }

    @Override
    public void clusterTimestamp(long ticks) {
        timecodeMs = info.toMs(ticks);
    }

    @Override
    public void block(Block block) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).number() == block.trackNumber()) {
                add(block, tracks.get(i), frames.get(i));
            }
        }
    }

    private void add(Block block, Track track, TrackFrames into) {
        long saidMs = track.defaultDurationNs() / NS_PER_MS;
        long lacedMs = saidMs > LACED_MS_MAX ? 0 : saidMs;
        long timeMs = info.toMs(block.timestampTicks()) - timecodeMs;
        long offset = block.payloadOffset() - headerBytes;
        for (int i = 0; i < block.frameCount(); i++) {
            into.add(timeMs, offset, block.frameBytes(i), block.keyFrame());
            offset += block.frameBytes(i);
            timeMs += lacedMs;
        }
    }
}
