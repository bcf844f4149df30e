package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.cli.aws.ApiCallException;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The doctor over the API: real encoders' media, sent well and sent badly.
@Timeout(120)
class DoctorTest {
    private static final int SECONDS = 6;

    @Test
    void camerasStream_isSound() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            send(client, "doctor-sound", true);
            JsonNode verdict = examine(client, "doctor-sound", null);

            assertThat(verdict.path("Severity").asString("")).as("%s", verdict).isEqualTo("OK");
            assertThat(codes(verdict, "OK"))
                    .isEqualTo("VIDEO AUDIO FRAME_ORDER FRAGMENT_LENGTH SOUND_TOGETHER CONTINUOUS CLOCK");
            assertThat(verdict.path("FragmentsExamined").asInt(0)).isEqualTo(SECONDS);
            assertThat(verdict.path("Players").size()).isEqualTo(4);
        }
    }

    @Test
    void annexBWithoutPrivate_isToldOf_inOneFragmentToo() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            send(client, "doctor-ill", false);
            String number = client.fragmentNumbers("doctor-ill").getFirst();

            assertThat(codes(examine(client, "doctor-ill", number), "WARN")).isEqualTo("CONFIGURATION_IN_BAND ANNEX_B");
            assertThat(codes(examine(client, "doctor-ill", null), "WARN")).isEqualTo("CONFIGURATION_IN_BAND ANNEX_B");
        }
    }

    @Test
    void emptyStreamAndUnknownFragment_areNotFound() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            client.createStream("doctor-empty");

            assertThatThrownBy(() -> examine(client, "doctor-empty", null))
                    .isInstanceOf(ApiCallException.class)
                    .hasMessageContaining("no stored fragments");
            assertThatThrownBy(() -> examine(client, "doctor-empty", "123"))
                    .isInstanceOf(ApiCallException.class)
                    .hasMessageContaining("no fragment 123");
        }
    }

    private static JsonNode examine(KinoraClient client, String stream, @Nullable String fragment) throws Exception {
        return client.api().call("kinora/v1/doctor", body -> {
            body.put("StreamName", stream);
            if (fragment != null) {
                body.put("FragmentNumber", fragment);
            }
        });
    }

    private static String codes(JsonNode verdict, String severity) {
        return verdict.path("Findings")
                .valueStream()
                .filter(finding -> finding.path("Severity").asString("").equals(severity))
                .map(finding -> finding.path("Code").asString(""))
                .collect(Collectors.joining(" "));
    }

    private static void send(KinoraClient client, String stream, boolean well) throws Exception {
        client.createStream(stream);
        CameraSettings settings = CameraSettings.DEFAULT.withSize(320, 240).withKeyFrameIntervalFrames(30);
        long startMs = System.currentTimeMillis() - SECONDS * 1_000;
        try (SyntheticCamera camera = new SyntheticCamera(settings, startMs);
                MediaProducer producer = MediaProducer.open(client.putMedia(stream), tracks(camera, well), ack -> {})) {
            byte[] avcc = camera.codecPrivate(CameraTrack.VIDEO);
            EncodedFrame frame = camera.next();
            while (frame.ptsMs() < startMs + SECONDS * 1_000) {
                boolean video = frame.track() == CameraTrack.VIDEO;
                ByteBuffer data = video && !well ? annexB(avcc, frame) : frame.data();
                producer.write(new MediaFrame(video ? 1 : 2, frame.ptsMs(), frame.key(), data));
                frame = camera.next();
            }
            producer.finish(Duration.ofSeconds(20));
        }
    }

    private static List<Track> tracks(SyntheticCamera camera, boolean well) {
        Bytes avcc = Bytes.of(camera.codecPrivate(CameraTrack.VIDEO));
        Bytes config = Bytes.of(camera.codecPrivate(CameraTrack.AUDIO));
        return List.of(
                Track.video(1, "V_MPEG4/ISO/AVC", well ? avcc : null, 320, 240),
                Track.audio(2, "A_AAC", config, 48_000, 1));
    }

    /// Start codes for lengths, and the parameter sets before each key frame.
    private static ByteBuffer annexB(byte[] avcc, EncodedFrame frame) {
        ByteBuffer out = ByteBuffer.allocate(frame.data().remaining() + 8 + avcc.length);
        if (frame.key()) {
            int spsBytes = (avcc[6] & 0xFF) << 8 | (avcc[7] & 0xFF);
            out.putInt(1).put(avcc, 8, spsBytes);
            out.putInt(1).put(avcc, 11 + spsBytes, avcc.length - 11 - spsBytes);
        }
        ByteBuffer in = frame.data();
        while (in.hasRemaining()) {
            int length = in.getInt();
            out.putInt(1).put(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        return out.flip();
    }
}
