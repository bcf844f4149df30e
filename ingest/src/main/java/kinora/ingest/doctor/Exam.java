package kinora.ingest.doctor;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// What the doctor is shown: some fragments in a row, the tracks of the last one, and the first key frame of each.
///
/// @param firstFrames by the index of the track; none where the frame is missing or too long to be looked at
/// @param isLive whether the last fragment is the stream's newest
record Exam(List<Track> tracks, List<FragmentFacts> fragments, Map<Integer, ByteBuffer> firstFrames, boolean isLive) {
    Exam {
        tracks = List.copyOf(tracks);
        fragments = List.copyOf(fragments);
        if (fragments.isEmpty()) {
            throw new IllegalArgumentException("no fragment to look at");
        }
    }

    FragmentFacts last() {
        return fragments.getLast();
    }

    @Nullable ByteBuffer firstFrame(int trackIndex) {
        return firstFrames.get(trackIndex);
    }

    /// The index of the first track of a type, which is the one that is played; -1 where there is none.
    int first(int type) {
        return IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).type() == type)
                .findFirst()
                .orElse(-1);
    }

    /// The facts of one track in every fragment that was written with the same tracks and has frames of it.
    List<TrackFacts> facts(int trackIndex) {
        long headerId = last().info().headerId();
        return fragments.stream()
                .filter(fragment -> fragment.info().headerId() == headerId)
                .map(fragment -> fragment.tracks().get(trackIndex))
                .filter(facts -> facts.frames > 0)
                .toList();
    }

    Verdict verdict() {
        Findings out = new Findings();
        Map<Integer, SampleFormat> formats = new CodecCheck(this, out).run();
        new PictureCheck(this, out).run();
        new SoundCheck(this, out).run(formats);
        new TimeCheck(this, out).run();
        return new Verdict(last().info().number(), fragments.size(), out.all(), Players.of(this, formats));
    }
}
