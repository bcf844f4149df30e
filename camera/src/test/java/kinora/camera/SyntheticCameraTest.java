package kinora.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticCameraTest {
    private static final long START_MS = 1_795_342_198_373L;

    @Test
    void videoAndAudio_comeInOrderOfTime_withoutHoles() throws Exception {
        try (SyntheticCamera camera = new SyntheticCamera(CameraSettings.DEFAULT, START_MS)) {
            List<EncodedFrame> frames = take(camera, 3_000);
            assertThat(frames).extracting(EncodedFrame::ptsMs).isSorted();
            assertNoHoles(of(CameraTrack.VIDEO, frames));
            assertNoHoles(of(CameraTrack.AUDIO, frames));
            assertThat(of(CameraTrack.VIDEO, frames)).hasSize(90);
            assertThat(of(CameraTrack.AUDIO, frames)).hasSize(141);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30, 60", "25, 40", "15, 1"})
    void keyFramesStandAtTheChosenInterval_andNowhereElse(int framesPerSecond, int intervalFrames) throws Exception {
        CameraSettings settings = CameraSettings.DEFAULT
                .withFramesPerSecond(framesPerSecond)
                .withKeyFrameIntervalFrames(intervalFrames)
                .withAudio(null);
        try (SyntheticCamera camera = new SyntheticCamera(settings, START_MS)) {
            List<EncodedFrame> frames = take(camera, 3_000);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(frames.get(i).key()).as("frame %d", i).isEqualTo(i % intervalFrames == 0);
                assertThat(isIdr(frames.get(i))).as("frame %d", i).isEqualTo(i % intervalFrames == 0);
            }
        }
    }

    @Test
    void samples_areLengthPrefixedSlices_withoutParameterSets() throws Exception {
        try (SyntheticCamera camera = new SyntheticCamera(CameraSettings.DEFAULT.withAudio(null), START_MS)) {
            for (EncodedFrame frame : take(camera, 3_000)) {
                assertThat(nalTypes(frame.data())).containsExactly(frame.key() ? 5 : 1);
            }
        }
    }

    @Test
    void avcc_repeatsProfileAndLevelOfItsSps() throws Exception {
        try (SyntheticCamera camera = new SyntheticCamera(CameraSettings.DEFAULT, START_MS)) {
            byte[] avcc = camera.codecPrivate(CameraTrack.VIDEO);
            ByteBuffer in = ByteBuffer.wrap(avcc);
            assertThat(in.get()).as("configurationVersion").isEqualTo((byte) 1);
            assertThat(in.get()).as("profile: Baseline").isEqualTo((byte) 66);
            assertThat(in.get() & 0x40).as("constraint_set1: also Main").isEqualTo(0x40);
            assertThat(in.get()).as("level").isBetween((byte) 10, (byte) 40);
            assertThat(in.get()).as("4-byte lengths").isEqualTo((byte) 0xFF);
            assertThat(in.get()).as("one SPS").isEqualTo((byte) 0xE1);
            byte[] sps = new byte[in.getShort()];
            in.get(sps);
            assertThat(sps).startsWith(0x67, avcc[1], avcc[2], avcc[3]);
            assertThat(in.get()).as("one PPS").isEqualTo((byte) 1);
            byte[] pps = new byte[in.getShort()];
            in.get(pps);
            assertThat(pps[0] & 0x1F).isEqualTo(8);
            assertThat(in.hasRemaining()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 1, 1188", "48000, 2, 1190", "44100, 2, 1210"})
    void audioSpecificConfig_saysLowComplexityRateAndChannels(int rate, int channels, String expected)
            throws Exception {
        CameraSettings settings = CameraSettings.DEFAULT.withAudio(new AudioSettings(rate, channels, 64_000));
        try (SyntheticCamera camera = new SyntheticCamera(settings, START_MS)) {
            String config = HexFormat.of().formatHex(camera.codecPrivate(CameraTrack.AUDIO));
            assertThat(config).startsWith(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"640, 360, 300000", "640, 360, 2000000", "160, 120, 50000", "1280, 720, 1000000", "322, 182, 150000"})
    void decodedPicture_showsTheFramesOwnTimestamp(int width, int height, int bitsPerSecond) throws Exception {
        CameraSettings settings = CameraSettings.DEFAULT
                .withSize(width, height)
                .withVideoBitsPerSecond(bitsPerSecond)
                .withAudio(null);
        try (SyntheticCamera camera = new SyntheticCamera(settings, START_MS);
                NativeDecoder decoder =
                        new NativeDecoder(avcodec.AV_CODEC_ID_H264, camera.codecPrivate(CameraTrack.VIDEO))) {
            for (EncodedFrame frame : take(camera, 3_000)) {
                AVFrame decoded = decoder.decode(frame.data());
                assertThat(decoded.width()).isEqualTo(width);
                assertThat(decoded.height()).isEqualTo(height);
                assertThat(ClockStrip.read(luma(decoded), decoded.linesize(0), width, height))
                        .hasValue(frame.ptsMs());
            }
        }
    }

    @Test
    void decodedSound_beepsAtTheFullSecond() throws Exception {
        try (SyntheticCamera camera = new SyntheticCamera(CameraSettings.DEFAULT, START_MS);
                NativeDecoder decoder =
                        new NativeDecoder(avcodec.AV_CODEC_ID_AAC, camera.codecPrivate(CameraTrack.AUDIO))) {
            for (EncodedFrame frame : of(CameraTrack.AUDIO, take(camera, 3_000))) {
                float peak = peak(decoder.decode(frame.data()));
                long phaseMs = frame.ptsMs() % 1000;
                if (phaseMs >= 15 && phaseMs < 60) {
                    assertThat(peak).as("at %d ms", phaseMs).isGreaterThan(0.15f);
                } else if (phaseMs >= 130 && phaseMs < 950) {
                    assertThat(peak).as("at %d ms", phaseMs).isLessThan(0.1f);
                }
            }
        }
    }

    @Test
    void bitRate_isNearTheOneAskedFor() throws Exception {
        CameraSettings settings =
                CameraSettings.DEFAULT.withVideoBitsPerSecond(400_000).withAudio(null);
        try (SyntheticCamera camera = new SyntheticCamera(settings, START_MS)) {
            long bits = 0;
            for (EncodedFrame frame : take(camera, 4_000)) {
                bits += 8L * frame.data().remaining();
            }
            assertThat(bits / 4).isBetween(200_000L, 500_000L);
        }
    }

    @Test
    void closedCamera_refusesToGoOn() throws Exception {
        SyntheticCamera camera = new SyntheticCamera(CameraSettings.DEFAULT, START_MS);
        camera.close();
        camera.close();
        assertThatThrownBy(camera::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oddSizes_areRefused() {
        assertThatThrownBy(() -> CameraSettings.DEFAULT.withSize(641, 360)).hasMessageContaining("641 x 360");
        assertThatThrownBy(() -> CameraSettings.DEFAULT.withSize(64, 48)).hasMessageContaining("160 to 3840");
    }

    private static List<EncodedFrame> take(SyntheticCamera camera, long durationMs) throws CameraException {
        List<EncodedFrame> frames = new ArrayList<>();
        EncodedFrame frame = camera.next();
        while (frame.ptsMs() < START_MS + durationMs) {
            frames.add(frame);
            frame = camera.next();
        }
        return frames;
    }

    private static List<EncodedFrame> of(CameraTrack track, List<EncodedFrame> frames) {
        return frames.stream().filter(frame -> frame.track() == track).toList();
    }

    private static void assertNoHoles(List<EncodedFrame> frames) {
        long expectedMs = START_MS;
        for (EncodedFrame frame : frames) {
            assertThat(frame.ptsMs()).isEqualTo(expectedMs);
            expectedMs += frame.durationMs();
        }
    }

    private static boolean isIdr(EncodedFrame frame) {
        return nalTypes(frame.data()).contains(5);
    }

    private static List<Integer> nalTypes(ByteBuffer sample) {
        List<Integer> types = new ArrayList<>();
        while (sample.hasRemaining()) {
            int lengthBytes = sample.getInt();
            types.add(sample.get(sample.position()) & 0x1F);
            sample.position(sample.position() + lengthBytes);
        }
        return types;
    }

    private static ByteBuffer luma(AVFrame frame) {
        return frame.data(0).capacity((long) frame.linesize(0) * frame.height()).asByteBuffer();
    }

    private static float peak(AVFrame frame) {
        var samples = frame.data(0)
                .capacity((long) frame.nb_samples() * Float.BYTES)
                .asByteBuffer()
                .order(java.nio.ByteOrder.nativeOrder())
                .asFloatBuffer();
        float peak = 0;
        while (samples.hasRemaining()) {
            peak = Math.max(peak, Math.abs(samples.get()));
        }
        return peak;
    }
}
