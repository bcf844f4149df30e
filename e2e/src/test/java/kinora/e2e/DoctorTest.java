package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import kinora.camera.CameraSettings;
import kinora.cli.aws.ApiCallException;
import kinora.formats.mkv.Track;
import kinora.producer.MediaFrame;
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
        Footage footage = Footage.of(settings, startMs, SECONDS * 1_000);
        (well ? footage : spoilt(footage)).send(client, stream);
    }

    /// Without a configuration, and with the parameter sets among the frames.
    private static Footage spoilt(Footage footage) {
        Track video = footage.tracks().getFirst();
        byte[] avcc = Objects.requireNonNull(video.codecPrivate()).toByteArray();
        List<Track> tracks = List.of(
                Track.video(Footage.VIDEO, video.codecId(), null, 320, 240),
                footage.tracks().get(1));
        return new Footage(tracks, footage.frames())
                .withPictures(frame ->
                        new MediaFrame(frame.trackNumber(), frame.timestampMs(), frame.key(), annexB(avcc, frame)));
    }

    /// Start codes for lengths, and the parameter sets before each key frame.
    private static ByteBuffer annexB(byte[] avcc, MediaFrame frame) {
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
