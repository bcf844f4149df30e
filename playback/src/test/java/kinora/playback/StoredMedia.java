package kinora.playback;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.digest.DigestBuilder;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Track;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.FragmentEnd;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStart;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StreamCatalog.NewStream;
import kinora.store.TrackHeader;
import kinora.store.embedded.EmbeddedStore;
import kinora.store.embedded.StoreConfig;

/// A store in a folder, with one stream into which tests write fragments frame by frame.
public final class StoredMedia implements AutoCloseable {
    public static final long START_MS = 1_700_000_000_000L;

    public final EmbeddedStore store;
    public final Stream stream;
    private final IngestSession session;

    /// A frame as a producer sends it; `timeMs` counts from the fragment's start.
    public record Frame(int trackIndex, long timeMs, boolean key, byte[] bytes) {}

    public StoredMedia(Path folder) throws Exception {
        store = EmbeddedStore.open(StoreConfig.in(folder.resolve("store")).withSizes(8 << 20, 64 << 20));
        stream = store.streams().create(new NewStream("door", null, null, null, 24, StorageTier.HOT, Map.of()));
        session = store.openSession(stream, new Unheard());
    }

    /// Writes one fragment and waits until it is stored.
    public FragmentInfo write(long startMs, List<Track> tracks, List<Frame> frames) throws Exception {
        DigestBuilder digest =
                new DigestBuilder(tracks.stream().mapToLong(Track::number).toArray());
        ByteSink payload = new ByteSink();
        MkvWriter writer = new MkvWriter(payload).cluster(startMs);
        digest.clear();
        long lastMs = 0;
        for (Frame frame : frames) {
            long number = tracks.get(frame.trackIndex()).number();
            writer.simpleBlock(number, (int) frame.timeMs(), frame.key() ? MkvWriter.FLAG_KEY : 0, frame.bytes());
            int sizeBytes = frame.bytes().length;
            digest.frame(frame.trackIndex(), frame.timeMs(), frame.key(), payload.length() - sizeBytes, sizeBytes);
            lastMs = Math.max(lastMs, frame.timeMs());
        }
        OpenFragment open = session.begin(new FragmentStart(startMs, startMs), header(tracks));
        open.append(payload.asByteBuffer());
        open.publish(open.sizeBytes());
        open.complete(new FragmentEnd(lastMs, 100, frames.size(), 1, 0, new byte[0], digest.toByteArray()));
        return stored(open.number());
    }

    public static TrackHeader header(List<Track> tracks) {
        ByteSink header = new ByteSink();
        new MkvWriter(header)
                .ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(Info.DEFAULT)
                .tracks(tracks);
        return new TrackHeader(header.toByteArray());
    }

    private FragmentInfo stored(FragmentNumber number) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            FragmentInfo info = store.archive().find(stream, number);
            if (info != null) {
                return info;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("fragment " + number + " was not stored");
    }

    /// Fragments of a synthetic camera, one a key frame interval, and what it sent.
    public List<FragmentInfo> record(CameraSettings settings, int fragments, List<EncodedFrame> sent) throws Exception {
        List<FragmentInfo> written = new ArrayList<>();
        try (SyntheticCamera camera = new SyntheticCamera(settings, START_MS)) {
            List<Track> tracks = tracks(camera);
            List<Frame> frames = new ArrayList<>();
            long startMs = START_MS;
            while (true) {
                EncodedFrame frame = camera.next();
                if (frame.track() == CameraTrack.VIDEO && frame.key() && frame.ptsMs() > startMs) {
                    written.add(write(startMs, tracks, frames));
                    frames.clear();
                    startMs = frame.ptsMs();
                }
                if (written.size() == fragments) {
                    break;
                }
                sent.add(frame);
                frames.add(new Frame(
                        frame.track() == CameraTrack.VIDEO ? 0 : 1,
                        frame.ptsMs() - startMs,
                        frame.key(),
                        bytes(frame.data())));
            }
        }
        return written;
    }

    public static List<Track> tracks(SyntheticCamera camera) {
        CameraSettings settings = camera.settings();
        List<Track> tracks = new ArrayList<>();
        tracks.add(Track.video(
                1,
                "V_MPEG4/ISO/AVC",
                Bytes.of(camera.codecPrivate(CameraTrack.VIDEO)),
                settings.width(),
                settings.height()));
        if (settings.audio() != null) {
            tracks.add(Track.audio(
                    2,
                    "A_AAC",
                    Bytes.of(camera.codecPrivate(CameraTrack.AUDIO)),
                    settings.audio().samplesPerSecond(),
                    settings.audio().channels()));
        }
        return tracks;
    }

    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        session.close();
        store.close();
    }

    private static final class Unheard implements IngestListener {
        @Override
        public void onPersisted(FragmentNumber number) {}

        @Override
        public void onFailed(FragmentNumber number, AckError error) {
            throw new AssertionError(number + " failed: " + error);
        }

        @Override
        public void onGivenUp(FragmentNumber number) {}

        @Override
        public void onStreamDeleted() {}

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public boolean isReading() {
            return true;
        }
    }
}
