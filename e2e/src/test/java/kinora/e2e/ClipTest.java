package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.SampleFormats;
import kinora.formats.codec.h264.AvcConfiguration;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.mkv.Track;
import kinora.formats.mp4.SampleTable;
import kinora.formats.mpegts.TsSegment;
import kinora.formats.mpegts.TsTrack;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ClipFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ResourceNotFoundException;

/// Goal: ffmpeg decodes what we write without a warning, and every picture is the camera's. Method: hashes of decoded
/// pictures, of the file that we wrote and of the camera's own elementary stream.
@Timeout(120)
class ClipTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(15).withKeyFrameIntervalFrames(15);
    private static final int PICTURES = 60;

    @TempDir
    private Path folder;

    /// What a camera sends, and how.
    private record Recording(List<Track> tracks, List<EncodedFrame> frames) {
        static Recording from(long startMs) throws Exception {
            List<EncodedFrame> frames = new ArrayList<>();
            try (SyntheticCamera camera = new SyntheticCamera(CAMERA, startMs)) {
                List<Track> tracks = Footage.tracks(camera, CAMERA);
                long pictures = 0;
                while (true) {
                    EncodedFrame frame = camera.next();
                    pictures += frame.track() == CameraTrack.VIDEO ? 1 : 0;
                    if (pictures > PICTURES) {
                        return new Recording(tracks, frames);
                    }
                    frames.add(frame);
                }
            }
        }

        List<EncodedFrame> of(CameraTrack track) {
            return frames.stream().filter(frame -> frame.track() == track).toList();
        }

        SampleFormat format(CameraTrack track) throws Exception {
            return SampleFormats.of(tracks.get(track == CameraTrack.VIDEO ? 0 : 1), null);
        }

        /// The samples of a track from one frame of it to another.
        TsTrack samples(CameraTrack track, int from, int to) throws Exception {
            List<EncodedFrame> sent = of(track);
            int timescale = track == CameraTrack.VIDEO ? 90_000 : 48_000;
            ByteSink payload = new ByteSink();
            SampleTable table = new SampleTable(sent.get(from).ptsMs() * timescale / 1000);
            for (EncodedFrame frame : sent.subList(from, to)) {
                ByteBuffer data = frame.data().duplicate();
                int duration = track == CameraTrack.VIDEO ? 6000 : 1024;
                table.add(data.remaining(), duration, 0, frame.key() || track == CameraTrack.AUDIO);
                payload.bytes(data);
            }
            return new TsTrack(format(track), timescale, table, payload.toByteArray());
        }
    }

    private List<String> pictureHashes(Path media) throws Exception {
        Program ffmpeg = Program.run(
                Map.of(),
                List.of(
                        Tools.require("ffmpeg"),
                        "-v",
                        "warning",
                        "-nostdin",
                        "-i",
                        media.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framemd5",
                        "-"));
        String hashes = ffmpeg.output();
        assertThat(ffmpeg.err()).as("warnings on %s", media).isEmpty();
        return hashes.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    /// Decodes the sound too, which must raise no warning either.
    private void assertSoundDecodes(Path media) throws Exception {
        Program ffmpeg = Program.run(
                Map.of(),
                List.of(
                        Tools.require("ffmpeg"),
                        "-v",
                        "warning",
                        "-nostdin",
                        "-i",
                        media.toString(),
                        "-map",
                        "0:a:0",
                        "-f",
                        "md5",
                        "-"));
        assertThat(ffmpeg.output()).startsWith("MD5=");
        assertThat(ffmpeg.err()).isEmpty();
    }

    private Path elementaryStream(Recording recording) throws Exception {
        ByteSink out = new ByteSink();
        TsTrack video = recording.samples(CameraTrack.VIDEO, 0, PICTURES);
        SampleFormat.Video format = (SampleFormat.Video) video.format();
        AvcConfiguration sets = AvcConfiguration.read(format.configuration().asByteBuffer());
        sets.units().forEach(unit -> out.u32(1).bytes(unit.asByteBuffer()));
        NalCursor units = NalCursor.lengthPrefixed(ByteBuffer.wrap(video.payload()), 4);
        while (units.next()) {
            out.u32(1).bytes(units.unit());
        }
        return Files.write(folder.resolve("source.h264"), out.toByteArray());
    }

    @Test
    void clip_isDecodedWithoutAWarning_andEveryPictureIsTheCameras() throws Exception {
        Tools.require("ffmpeg");
        long startMs = System.currentTimeMillis() - 60_000;
        Recording recording = Recording.from(startMs);
        ServerProcess server = SharedServer.get();
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("clip");
            send(client, recording);
        }
        Path clip = folder.resolve("clip.mp4");
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(server)) {
            try (InputStream media = archive.getClip(r -> r.streamName("clip")
                    .clipFragmentSelector(s -> s.fragmentSelectorType(ClipFragmentSelectorType.PRODUCER_TIMESTAMP)
                            .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(startMs))
                                    .endTimestamp(Instant.ofEpochMilli(startMs + 60_000)))))) {
                Files.copy(media, clip);
            }
            assertThatThrownBy(() -> archive.getClip(r -> r.streamName("clip")
                            .clipFragmentSelector(
                                    s -> s.fragmentSelectorType(ClipFragmentSelectorType.PRODUCER_TIMESTAMP)
                                            .timestampRange(t -> t.startTimestamp(Instant.ofEpochMilli(0))
                                                    .endTimestamp(Instant.ofEpochMilli(1000))))))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
        assertThat(pictureHashes(clip)).hasSize(PICTURES).isEqualTo(pictureHashes(elementaryStream(recording)));
        assertSoundDecodes(clip);
    }

    private static void send(KinoraClient client, Recording recording) throws Exception {
        try (MediaProducer producer = MediaProducer.open(client.putMedia("clip"), recording.tracks(), ack -> {})) {
            for (EncodedFrame frame : recording.frames()) {
                int track = frame.track() == CameraTrack.VIDEO ? 1 : 2;
                producer.write(new MediaFrame(
                        track, frame.ptsMs(), frame.key(), frame.data().duplicate()));
            }
            producer.finish(Duration.ofSeconds(20));
        }
    }

    @Test
    void transportStreamSegmentsInARow_areDecodedWithoutAWarning() throws Exception {
        Recording recording = Recording.from(1_700_000_000_000L);
        int packets = recording.of(CameraTrack.AUDIO).size();
        ByteSink segments = new ByteSink();
        for (int i = 0; i < 4; i++) {
            segments.bytes(TsSegment.write(List.of(
                    recording.samples(CameraTrack.VIDEO, i * PICTURES / 4, (i + 1) * PICTURES / 4),
                    recording.samples(CameraTrack.AUDIO, i * packets / 4, (i + 1) * packets / 4))));
        }
        Path ts = Files.write(folder.resolve("segments.ts"), segments.toByteArray());
        assertThat(pictureHashes(ts)).hasSize(PICTURES).isEqualTo(pictureHashes(elementaryStream(recording)));
        assertSoundDecodes(ts);
    }
}
