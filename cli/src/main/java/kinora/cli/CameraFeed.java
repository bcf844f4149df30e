package kinora.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kinora.camera.AudioSettings;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.producer.AckListener;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.producer.PutMediaRequest;

/// A synthetic camera in front of a producer, in real time: each frame is sent when a real camera would have it.
final class CameraFeed implements AutoCloseable {
    private static final long VIDEO_TRACK = 1;
    private static final long AUDIO_TRACK = 2;
    private static final Duration LAST_ACK_TIMEOUT = Duration.ofSeconds(30);

    private final CameraSettings settings;
    private final MediaProducer producer;
    private volatile boolean stopped;

    CameraFeed(CameraSettings settings, PutMediaRequest request, AckListener acks) throws IOException {
        this.settings = settings;
        this.producer = MediaProducer.open(request, tracks(settings), acks);
    }

    /// Sends for `durationMs` or until [#stop]; returns when the last fragment is acknowledged.
    void run(long durationMs) throws IOException, InterruptedException {
        long startMs = System.currentTimeMillis();
        try (SyntheticCamera camera = new SyntheticCamera(settings, startMs)) {
            EncodedFrame frame = camera.next();
            while (!stopped && frame.ptsMs() - startMs < durationMs) {
                Thread.sleep(Math.max(0, dueMs(frame) - System.currentTimeMillis()));
                producer.write(new MediaFrame(trackNumber(frame.track()), frame.ptsMs(), frame.key(), frame.data()));
                frame = camera.next();
            }
        }
        producer.finish(LAST_ACK_TIMEOUT);
    }

    /// Lets [#run] end after the frame under way.
    void stop() {
        stopped = true;
    }

    @Override
    public void close() throws IOException {
        producer.close();
    }

    /// A picture is there when its time has come, a packet of sound when its last sample has been heard.
    private static long dueMs(EncodedFrame frame) {
        return frame.ptsMs() + (frame.track() == CameraTrack.AUDIO ? frame.durationMs() : 0);
    }

    private static long trackNumber(CameraTrack track) {
        return track == CameraTrack.VIDEO ? VIDEO_TRACK : AUDIO_TRACK;
    }

    /// From a camera that makes no picture: loading encoders takes a while, and must not make the first frames late.
    private static List<Track> tracks(CameraSettings settings) throws IOException {
        try (SyntheticCamera camera = new SyntheticCamera(settings, 0)) {
            return tracks(camera);
        }
    }

    private static List<Track> tracks(SyntheticCamera camera) {
        CameraSettings settings = camera.settings();
        List<Track> tracks = new ArrayList<>();
        Bytes avcc = Bytes.of(camera.codecPrivate(CameraTrack.VIDEO));
        tracks.add(Track.video(VIDEO_TRACK, "V_MPEG4/ISO/AVC", avcc, settings.width(), settings.height())
                .withName("kinora_video_track"));
        AudioSettings audio = settings.audio();
        if (audio != null) {
            Bytes config = Bytes.of(camera.codecPrivate(CameraTrack.AUDIO));
            tracks.add(Track.audio(AUDIO_TRACK, "A_AAC", config, audio.samplesPerSecond(), audio.channels())
                    .withName("kinora_audio_track"));
        }
        return tracks;
    }
}
