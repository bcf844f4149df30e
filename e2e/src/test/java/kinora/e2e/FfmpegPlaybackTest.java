package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.producer.PutMediaConnection;
import kinora.testing.KinoraEndpoint;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.DASHFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.DASHPlaybackMode;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSFragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.HLSPlaybackMode;

/// Goal: what is played is what was sent, frames out of order too. Method: ffmpeg encodes with B-frames, uploads,
/// plays,
/// and hashes each picture and all sound on both sides.
@Timeout(120)
class FfmpegPlaybackTest {
    private final KinoraEndpoint server = SharedServer.get();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "libx264, FRAGMENTED_MP4",
        "libx264, MPEG_TS",
        "libx265, FRAGMENTED_MP4",
        "libx265, MPEG_TS",
    })
    void hlsShowsEveryPictureAndSound_asItWasSent(String encoder, String container) throws Exception {
        Path sent = encode(encoder);
        Instant start = Instant.now().minusSeconds(600);
        String stream = "ffmpeg-" + encoder + "-" + container;
        upload(stream, sent, start);
        String url;
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(server)) {
            url = archive.getHLSStreamingSessionURL(r -> r.streamName(stream)
                            .playbackMode(HLSPlaybackMode.ON_DEMAND)
                            .containerFormat(container)
                            .hlsFragmentSelector(s -> s.fragmentSelectorType(HLSFragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(t -> t.startTimestamp(start.minusSeconds(10))
                                            .endTimestamp(start.plusSeconds(60)))))
                    .hlsStreamingSessionURL();
        }
        List<String> pictures = pictures(sent.toString());
        assertThat(pictures).hasSize(100).doesNotHaveDuplicates();
        assertThat(pictures(url)).isEqualTo(pictures);
        assertThat(sound(url)).isEqualTo(sound(sent.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libx264", "libx265"})
    void dashShowsEveryPictureAndSound_asItWasSent(String encoder) throws Exception {
        Path sent = encode(encoder);
        Instant start = Instant.now().minusSeconds(600);
        String stream = "ffmpeg-dash-" + encoder;
        upload(stream, sent, start);
        String url;
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(server)) {
            url = archive.getDASHStreamingSessionURL(r -> r.streamName(stream)
                            .playbackMode(DASHPlaybackMode.ON_DEMAND)
                            .dashFragmentSelector(
                                    s -> s.fragmentSelectorType(DASHFragmentSelectorType.PRODUCER_TIMESTAMP)
                                            .timestampRange(t -> t.startTimestamp(start.minusSeconds(10))
                                                    .endTimestamp(start.plusSeconds(60)))))
                    .dashStreamingSessionURL();
        }
        assertThat(pictures(url)).isEqualTo(pictures(sent.toString())).hasSize(100);
        assertThat(sound(url)).isEqualTo(sound(sent.toString()));
    }

    /// Four seconds of moving pictures and a tone, a Cluster a second.
    private Path encode(String encoder) throws Exception {
        Path file = folder.resolve(encoder + ".mkv");
        String own = encoder.equals("libx265") ? "log-level=none:" : "";
        ffmpeg(
                "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=r=48000:d=4 -bf 3 -g 25 -c:a aac",
                "-c:v",
                encoder,
                "-" + encoder.substring("lib".length()) + "-params",
                own + "open-gop=0:scenecut=0:keyint=25:min-keyint=25",
                file.toString());
        assertThat(Files.size(file)).isPositive();
        return file;
    }

    private static List<String> pictures(String input) throws Exception {
        return ffmpeg("", "-i", input, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    private static String sound(String input) throws Exception {
        return ffmpeg("", "-i", input, "-map", "0:a:0", "-f", "md5", "-");
    }

    /// Runs ffmpeg, which must not complain; gives what it wrote.
    private static String ffmpeg(String options, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Tools.require("ffmpeg"), "-v", "warning", "-nostdin", "-y"));
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ", -1)));
        }
        command.addAll(List.of(more));
        Program ran = Program.run(Map.of(), command);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        return ran.out();
    }

    private void upload(String stream, Path file, Instant start) throws Exception {
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream(stream);
            try (PutMediaConnection connection =
                    PutMediaConnection.open(client.putMedia(stream).relativeTo(start.toEpochMilli()), ack -> {})) {
                connection.write(ByteBuffer.wrap(Files.readAllBytes(file)));
                connection.finish(Duration.ofSeconds(20));
                assertThat(connection.lastFailure()).isNull();
            }
        }
    }
}
