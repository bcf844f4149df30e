package kinora.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;

/// What a synthetic camera sends in a span of its own time: pictures on track 1, sound on track 2.
public record Footage(List<Track> tracks, List<MediaFrame> frames) {
    public static final long VIDEO = 1;
    public static final long AUDIO = 2;

    public static Footage of(CameraSettings settings, long startMs, long durationMs) throws IOException {
        try (SyntheticCamera camera = new SyntheticCamera(settings, startMs)) {
            List<MediaFrame> frames = new ArrayList<>();
            EncodedFrame frame = camera.next();
            while (frame.ptsMs() < startMs + durationMs) {
                long track = frame.track() == CameraTrack.VIDEO ? VIDEO : AUDIO;
                frames.add(new MediaFrame(track, frame.ptsMs(), frame.key(), frame.data()));
                frame = camera.next();
            }
            return new Footage(tracks(camera, settings), frames);
        }
    }

    static List<Track> tracks(SyntheticCamera camera, CameraSettings settings) {
        Bytes avcc = Bytes.of(camera.codecPrivate(CameraTrack.VIDEO));
        Bytes audio = Bytes.of(camera.codecPrivate(CameraTrack.AUDIO));
        return List.of(
                Track.video(VIDEO, "V_MPEG4/ISO/AVC", avcc, settings.width(), settings.height()),
                Track.audio(AUDIO, "A_AAC", audio, 48_000, 1));
    }

    /// The same with other pictures.
    Footage withPictures(UnaryOperator<MediaFrame> change) {
        return new Footage(
                tracks,
                frames.stream()
                        .map(frame -> frame.trackNumber() == VIDEO ? change.apply(frame) : frame)
                        .toList());
    }

    /// Sends everything at once and waits until it is stored.
    void send(KinoraClient client, String stream) throws Exception {
        try (MediaProducer producer = MediaProducer.open(client.putMedia(stream), tracks, ack -> {})) {
            for (MediaFrame frame : frames) {
                ByteBuffer data = frame.data().duplicate();
                producer.write(new MediaFrame(frame.trackNumber(), frame.timestampMs(), frame.key(), data));
            }
            producer.finish(Duration.ofSeconds(20));
        }
    }
}
