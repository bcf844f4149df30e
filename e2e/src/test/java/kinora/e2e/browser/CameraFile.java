package kinora.e2e.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kinora.camera.CameraSettings;
import kinora.e2e.Footage;
import kinora.producer.FragmentWriter;
import kinora.producer.MediaFrame;

/// What a synthetic camera would have sent, as a Matroska file.
final class CameraFile {
    private static final CameraSettings SETTINGS = CameraSettings.DEFAULT.withKeyFrameIntervalFrames(30);

    private CameraFile() {}

    static Path write(Path file, long startMs, int seconds) throws IOException {
        Footage footage = Footage.of(SETTINGS, startMs, seconds * 1000L);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FragmentWriter writer = new FragmentWriter(footage.tracks(), startMs, buffers -> {
                for (ByteBuffer buffer : buffers) {
                    out.write(buffer);
                }
            });
            for (MediaFrame frame : footage.frames()) {
                writer.write(frame);
            }
        }
        return file;
    }
}
