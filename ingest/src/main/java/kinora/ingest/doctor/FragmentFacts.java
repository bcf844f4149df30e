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

    long beginMs() {
        return info.producerTimestampMs();
    }

    /// Where the next one is expected to begin.
    long endMs() {
        return info.producerTimestampMs() + info.durationMs() + info.lastFrameMs();
    }

    long lengthMs() {
        return info.durationMs() + info.lastFrameMs();
    }
}
