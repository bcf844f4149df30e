package kinora.e2e.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.producer.FragmentWriter;
import kinora.producer.MediaFrame;

/// What a synthetic camera would have sent, as a Matroska file.
final class CameraFile {
    private static final CameraSettings SETTINGS = CameraSettings.DEFAULT.withKeyFrameIntervalFrames(30);

    private CameraFile() {}

    static Path write(Path file, long startMs, int seconds) throws IOException {
        try (SyntheticCamera camera = new SyntheticCamera(SETTINGS, startMs);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FragmentWriter writer = new FragmentWriter(tracks(camera), startMs, buffers -> {
                for (ByteBuffer buffer : buffers) {
                    out.write(buffer);
                }
            });
            EncodedFrame frame = camera.next();
            while (frame.ptsMs() < startMs + seconds * 1000L) {
                long track = frame.track() == CameraTrack.VIDEO ? 1 : 2;
                writer.write(new MediaFrame(track, frame.ptsMs(), frame.key(), frame.data()));
                frame = camera.next();
            }
        }
        return file;
    }

    private static List<Track> tracks(SyntheticCamera camera) {
        Bytes avcc = Bytes.of(camera.codecPrivate(CameraTrack.VIDEO));
        Bytes audio = Bytes.of(camera.codecPrivate(CameraTrack.AUDIO));
        return List.of(
                Track.video(1, "V_MPEG4/ISO/AVC", avcc, SETTINGS.width(), SETTINGS.height()),
                Track.audio(2, "A_AAC", audio, 48_000, 1));
    }
}
