package kinora.ingest.doctor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.formats.MalformedMediaException;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Track;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// Looks at what is stored of a stream: a small read for each fragment, and the head of the last one. Blocks.
public final class StreamDoctor {
    /// Enough to see gaps and drift, few enough to be read in some milliseconds.
    public static final int FRAGMENTS = 30;

    /// A key frame is looked at if it ends within the fragment's first bytes.
    private static final int HEAD_BYTES_MAX = 4 << 20;

    private static final long READ_TIMEOUT_MS = 10_000;

    private final Archive archive;

    public StreamDoctor(Archive archive) {
        this.archive = archive;
    }

    /// The newest `fragments` of a stream; null where there is none.
    public @Nullable Verdict newest(Stream stream, int fragments) throws StoreException, InterruptedException {
        List<FragmentInfo> newest = archive.newest(stream, fragments);
        return newest.isEmpty() ? null : examine(stream, newest, true);
    }

    /// One fragment by itself.
    public Verdict fragment(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException {
        return examine(stream, List.of(fragment), false);
    }

    private Verdict examine(Stream stream, List<FragmentInfo> infos, boolean live)
            throws StoreException, InterruptedException {
        List<FragmentFacts> facts = new ArrayList<>();
        FragmentRecord last = null;
        for (FragmentInfo info : infos) {
            last = archive.record(stream, info);
            facts.add(facts(last));
        }
        if (last == null) {
            throw new IllegalArgumentException("no fragments");
        }
        Map<Integer, ByteBuffer> frames = firstFrames(stream, facts.getLast());
        return new Exam(tracks(last.header()), facts, frames, live).verdict();
    }

    private static FragmentFacts facts(FragmentRecord record) throws StoreException {
        try {
            return FragmentFacts.of(record.info(), record.digest());
        } catch (MalformedMediaException e) {
            throw new CorruptFragmentException(
                    "the digest of fragment " + record.info().number() + ": " + e.getMessage());
        }
    }

    private static List<Track> tracks(TrackHeader header) throws StoreException {
        List<Track> tracks = new ArrayList<>();
        MkvEvents listener = new MkvEvents() {
            @Override
            public void tracks(List<Track> read, long offset, long end) {
                tracks.addAll(read);
            }
        };
        try {
            new MkvParser(MkvLimits.DEFAULT, listener).push(ByteBuffer.wrap(header.bytes()));
        } catch (MalformedMediaException e) {
            throw new CorruptFragmentException("a track header that was read before: " + e.getMessage());
        }
        return tracks;
    }

    private Map<Integer, ByteBuffer> firstFrames(Stream stream, FragmentFacts fragment)
            throws StoreException, InterruptedException {
        long headBytes = fragment.tracks().stream()
                .mapToLong(track -> track.sampleOffset + track.sampleBytes)
                .filter(end -> end <= HEAD_BYTES_MAX)
                .max()
                .orElse(0);
        ByteBuffer head = head(stream, fragment.info(), (int) Math.max(0, headBytes));
        Map<Integer, ByteBuffer> frames = new HashMap<>();
        for (int i = 0; i < fragment.tracks().size(); i++) {
            TrackFacts track = fragment.tracks().get(i);
            if (track.sampleOffset >= 0 && track.sampleOffset + track.sampleBytes <= head.limit()) {
                frames.put(i, head.slice((int) track.sampleOffset, track.sampleBytes));
            }
        }
        return frames;
    }

    private ByteBuffer head(Stream stream, FragmentInfo info, int headBytes)
            throws StoreException, InterruptedException {
        ByteBuffer head = ByteBuffer.allocate(headBytes);
        try (FragmentView view = archive.open(stream, info)) {
            while (head.hasRemaining() && view.read(READ_TIMEOUT_MS) instanceof FragmentView.Read.Bytes bytes) {
                head.put(bytes.bytes(), bytes.offset(), Math.min(bytes.length(), head.remaining()));
                bytes.release().run();
            }
        }
        return head.flip();
    }
}
