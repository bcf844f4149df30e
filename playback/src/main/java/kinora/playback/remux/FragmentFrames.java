package kinora.playback.remux;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.digest.FragmentDigest;
import kinora.formats.digest.FrameCursor;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentRecord;

/// Where the frames of a stored fragment lie, by the index of their track in the stream's header.
public final class FragmentFrames {
    private final List<TrackFrames> tracks;

    private FragmentFrames(List<TrackFrames> tracks) {
        this.tracks = tracks;
    }

    /// Reads the digest, and no media.
    public static FragmentFrames of(FragmentRecord record) throws CorruptFragmentException {
        try {
            return of(FragmentDigest.read(record.digest()), record.info().sizeBytes());
        } catch (MalformedMediaException e) {
            throw new CorruptFragmentException(
                    "the digest of fragment " + record.info().number() + ": " + e.getMessage());
        }
    }

    private static FragmentFrames of(FragmentDigest digest, long payloadBytes) throws MalformedMediaException {
        List<TrackFrames> tracks = new ArrayList<>();
        digest.tracks().forEach(_ -> tracks.add(new TrackFrames()));
        FrameCursor frame = digest.frames();
        while (frame.next()) {
            if (frame.offsetBytes() + frame.sizeBytes() > payloadBytes) {
                throw new MalformedMediaException("a frame lies beyond the fragment's end", frame.offsetBytes());
            }
            tracks.get(frame.trackIndex())
                    .add(frame.timeMs(), frame.offsetBytes(), frame.sizeBytes(), frame.keyFrame());
        }
        return new FragmentFrames(List.copyOf(tracks));
    }

    public TrackFrames track(int index) {
        return tracks.get(index);
    }

    public int trackCount() {
        return tracks.size();
    }
}
