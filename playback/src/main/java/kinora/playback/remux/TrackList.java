package kinora.playback.remux;

import java.nio.ByteBuffer;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Track;
import kinora.store.CorruptFragmentException;
import kinora.store.TrackHeader;

/// Reads the tracks that a stream's header defines.
final class TrackList implements MkvEvents {
    private List<Track> tracks = List.of();

    private TrackList() {}

    static List<Track> of(TrackHeader header) throws CorruptFragmentException {
        TrackList list = new TrackList();
        try {
            new MkvParser(MkvLimits.DEFAULT, list).push(ByteBuffer.wrap(header.bytes()));
        } catch (MalformedMediaException e) {
            throw new CorruptFragmentException("a track header that was read before: " + e.getMessage());
        }
        return list.tracks;
    }

    @Override
    public void tracks(List<Track> read, long offset, long end) {
        tracks = read;
    }
}
