package kinora.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: images show what the camera drew. Method: the clock in the picture says when it was made.
class PictureDecoderTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(10).withAudio(null);

    private static PictureDecoder decoder(SyntheticCamera camera) throws CameraException {
        return new PictureDecoder(PictureCodec.H264, camera.codecPrivate(CameraTrack.VIDEO));
    }

    private static BufferedImage read(byte[] image) throws Exception {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image));
        assertThat(read).isNotNull();
        return read;
    }

    @Test
    void pictures_comeInOrder_withTheirTimes_asImagesOfTheSizeAskedFor() throws Exception {
        List<Long> timesMs = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS);
                PictureDecoder decoder = decoder(camera)) {
            for (int i = 0; i < 5; i++) {
                EncodedFrame frame = camera.next();
                decoder.decode(frame.data(), frame.ptsMs(), picture -> {
                    timesMs.add(picture.timeMs());
                    images.add(picture.png(320, 180));
                    images.add(picture.jpeg(picture.width(), picture.height(), 90));
                });
            }
            decoder.flush(picture -> timesMs.add(picture.timeMs()));
        }
        assertThat(timesMs).containsExactly(START_MS, START_MS + 100, START_MS + 200, START_MS + 300, START_MS + 400);
        assertThat(read(images.get(0)).getWidth()).isEqualTo(320);
        assertThat(read(images.get(0)).getHeight()).isEqualTo(180);
        for (int i = 0; i < 5; i++) {
            assertThat(clockMs(read(images.get(2 * i + 1)))).isEqualTo(timesMs.get(i));
        }
    }

    private static long clockMs(BufferedImage image) {
        byte[] luma = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (image.getRGB(i % image.getWidth(), i / image.getWidth()) >> 8);
        }
        return ClockStrip.read(ByteBuffer.wrap(luma), image.getWidth(), image.getWidth(), image.getHeight())
                .orElseThrow();
    }

    @Test
    void better_isLarger() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS);
                PictureDecoder decoder = decoder(camera)) {
            decoder.decode(camera.next().data(), 0, picture -> {
                for (int quality : new int[] {1, 20, 50, 80, 100}) {
                    sizes.add(picture.jpeg(picture.width(), picture.height(), quality).length);
                }
            });
            decoder.flush(_ -> {});
        }
        assertThat(sizes).hasSize(5).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bytesThatAreNoPicture_areRefused_orGiveNone(long seed) throws Exception {
        Random random = new Random(seed);
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS);
                PictureDecoder decoder = decoder(camera)) {
            for (int i = 0; i < 40; i++) {
                byte[] bytes = new byte[1 + random.nextInt(3_000)];
                random.nextBytes(bytes);
                try {
                    decoder.decode(ByteBuffer.wrap(bytes), i, _ -> {});
                } catch (CameraException e) {
                    assertThat(e).hasMessageContaining("FFmpeg failed to decode");
                }
            }
        }
    }

    @Test
    void configurationThatIsNone_givesNoPicture() throws Exception {
        List<Long> timesMs = new ArrayList<>();
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS);
                PictureDecoder decoder = new PictureDecoder(PictureCodec.H264, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})) {
            assertThatThrownBy(() -> decoder.decode(camera.next().data(), 0, picture -> timesMs.add(picture.timeMs())))
                    .isInstanceOf(CameraException.class);
        }
        assertThat(timesMs).isEmpty();
    }
}
