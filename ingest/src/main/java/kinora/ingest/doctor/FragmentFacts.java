package kinora.ingest.doctor;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.digest.FragmentDigest;
import kinora.formats.digest.FrameCursor;
import kinora.store.FragmentInfo;

/// One fragment as the doctor sees it: no media is read for it. `tracks` are in the header's order.
record FragmentFacts(FragmentInfo info, List<TrackFacts> tracks) {
    static FragmentFacts of(FragmentInfo info, byte[] digestBytes) throws MalformedMediaException {
        FragmentDigest digest = FragmentDigest.read(digestBytes);
        List<TrackFacts> tracks = new ArrayList<>();
        digest.tracks().forEach(_ -> tracks.add(new TrackFacts()));
        FrameCursor frame = digest.frames();
        while (frame.next()) {
            tracks.get(frame.trackIndex()).add(frame);
        }
        return new FragmentFacts(info, List.copyOf(tracks));
    }

    /// When the track's first frame is shown; sound that was muxed early or late must not move pictures.
    long beginMs(int track) {
        return info.producerTimestampMs() + (hasFrames(track) ? tracks.get(track).firstMs : 0);
    }

    /// Where the next fragment is expected to begin.
    long endMs(int track) {
        return hasFrames(track)
                ? info.producerTimestampMs() + tracks.get(track).lastMs + info.lastFrameMs()
                : info.producerTimestampMs() + lengthMs();
    }

    private boolean hasFrames(int track) {
        return track >= 0 && track < tracks.size() && tracks.get(track).frames > 0;
    }

    long lengthMs() {
        return info.durationMs() + info.lastFrameMs();
    }
}
