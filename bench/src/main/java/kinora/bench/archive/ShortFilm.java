package kinora.bench.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.camera.AudioSettings;
import kinora.camera.CameraException;
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
import kinora.store.FragmentEnd;
import kinora.store.TrackHeader;

/// One key frame interval of a synthetic camera, to be shown over and over.
public final class ShortFilm implements FastStore.Media {
    private static final int VIDEO = 0;
    private static final int SOUND = 1;
    private static final int FILLER_BYTES_MIN = 16;

    private final List<Track> tracks;
    private final List<Frame> frames;
    private final long lengthMs;
    private final long pictureMs;

    /// A picture or a packet of sound; `atMs` counts from the film's beginning.
    public record Frame(int trackIndex, long atMs, boolean key, byte[] bytes) {}

    private ShortFilm(List<Track> tracks, List<Frame> frames, long lengthMs, long pictureMs) {
        this.tracks = tracks;
        this.frames = frames;
        this.lengthMs = lengthMs;
        this.pictureMs = pictureMs;
    }

    public static ShortFilm of(CameraSettings settings) throws CameraException {
        List<Frame> frames = new ArrayList<>();
        try (SyntheticCamera camera = new SyntheticCamera(settings, 0)) {
            int pictures = 0;
            while (true) {
                EncodedFrame frame = camera.next();
                boolean isPicture = frame.track() == CameraTrack.VIDEO;
                if (isPicture && pictures++ == settings.keyFrameIntervalFrames()) {
                    long pictureMs = 1_000L / settings.framesPerSecond();
                    return new ShortFilm(tracks(camera), frames, lengthMs(settings), pictureMs);
                }
                ByteBuffer data = frame.data();
                byte[] bytes = new byte[data.remaining()];
                data.get(bytes);
                frames.add(new Frame(isPicture ? VIDEO : SOUND, frame.ptsMs(), frame.key(), bytes));
            }
        }
    }

    private static long lengthMs(CameraSettings settings) {
        return settings.keyFrameIntervalFrames() * 1_000L / settings.framesPerSecond();
    }

    /// The same at a higher rate: what is missing is filler data in the pictures, evenly. A synthetic picture is plain,
    /// and its encoder has no use for more bits.
    public ShortFilm padded(int bitsPerSecond) {
        long missingBytes = bitsPerSecond * lengthMs / 8_000 - frameBytes();
        long pictures =
                frames.stream().filter(frame -> frame.trackIndex == VIDEO).count();
        int eachBytes = (int) Math.max(0, missingBytes / pictures);
        List<Frame> padded = frames.stream()
                .map(frame ->
                        frame.trackIndex == VIDEO && eachBytes > FILLER_BYTES_MIN ? filled(frame, eachBytes) : frame)
                .toList();
        return new ShortFilm(tracks, padded, lengthMs, pictureMs);
    }

    /// With a NAL unit of type 12 behind the others (ITU-T H.264, 7.3.2.7).
    private static Frame filled(Frame frame, int fillerBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(frame.bytes.length + fillerBytes);
        bytes.put(frame.bytes).putInt(fillerBytes - Integer.BYTES).put((byte) 12);
        while (bytes.remaining() > 1) {
            bytes.put((byte) 0xFF);
        }
        bytes.put((byte) 0x80);
        return new Frame(frame.trackIndex, frame.atMs, frame.key, bytes.array());
    }

    private static List<Track> tracks(SyntheticCamera camera) {
        CameraSettings settings = camera.settings();
        List<Track> tracks = new ArrayList<>();
        Bytes avcc = Bytes.of(camera.codecPrivate(CameraTrack.VIDEO));
        tracks.add(Track.video(VIDEO + 1, "V_MPEG4/ISO/AVC", avcc, settings.width(), settings.height()));
        AudioSettings audio = settings.audio();
        if (audio != null) {
            Bytes config = Bytes.of(camera.codecPrivate(CameraTrack.AUDIO));
            tracks.add(Track.audio(SOUND + 1, "A_AAC", config, audio.samplesPerSecond(), audio.channels()));
        }
        return tracks;
    }

    public List<Track> tracks() {
        return tracks;
    }

    public List<Frame> frames() {
        return frames;
    }

    public long lengthMs() {
        return lengthMs;
    }

    public long frameBytes() {
        return frames.stream().mapToLong(frame -> frame.bytes().length).sum();
    }

    public TrackHeader header() {
        ByteSink header = new ByteSink();
        new MkvWriter(header)
                .ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(Info.DEFAULT)
                .tracks(tracks);
        return new TrackHeader(header.toByteArray());
    }

    @Override
    public FastStore.Content at(long startMs) {
        DigestBuilder digest =
                new DigestBuilder(tracks.stream().mapToLong(Track::number).toArray());
        digest.clear();
        ByteSink payload = new ByteSink();
        MkvWriter mkv = new MkvWriter(payload).cluster(startMs);
        long lastMs = 0;
        for (Frame frame : frames) {
            int sizeBytes = frame.bytes().length;
            long number = tracks.get(frame.trackIndex()).number();
            mkv.simpleBlock(number, (int) frame.atMs(), frame.key() ? MkvWriter.FLAG_KEY : 0, frame.bytes());
            digest.frame(frame.trackIndex(), frame.atMs(), frame.key(), (long) payload.length() - sizeBytes, sizeBytes);
            lastMs = Math.max(lastMs, frame.atMs());
        }
        FragmentEnd end = new FragmentEnd(
                lastMs,
                pictureMs,
                frames.size(),
                digest.keyFrames(VIDEO),
                digest.otherFramesBytes(VIDEO),
                new byte[0],
                digest.toByteArray());
        return new FastStore.Content(payload.asByteBuffer(), end);
    }
}
