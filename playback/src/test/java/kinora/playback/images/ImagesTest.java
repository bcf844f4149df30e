package kinora.playback.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kinora.camera.CameraSettings;
import kinora.camera.ClockStrip;
import kinora.camera.SyntheticCamera;
import kinora.formats.mkv.Track;
import kinora.model.LimitsMode;
import kinora.playback.StoredMedia;
import kinora.playback.StoredMedia.Frame;
import kinora.playback.images.Image.Problem;
import kinora.playback.images.ImageStyle.ImageFormat;
import kinora.playback.remux.Segments;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the image of a time shows what the camera saw then. Method: read the clock in the picture.
class ImagesTest {
    private static final CameraSettings CAMERA = CameraSettings.DEFAULT
            .withFramesPerSecond(10)
            .withKeyFrameIntervalFrames(10)
            .withAudio(null);
    private static final ImageStyle JPEG = new ImageStyle(ImageFormat.JPEG, 90, null, null);
    private static final long START_MS = StoredMedia.START_MS;

    @TempDir
    private Path folder;

    private StoredMedia media;
    private Images images;

    @BeforeEach
    void open() throws Exception {
        media = new StoredMedia(folder);
        images = new Images(media.store, new Segments(media.store, LimitsMode.RELAXED, 16 << 20), System::nanoTime);
    }

    @AfterEach
    void close() {
        media.close();
    }

    private List<Image> all(ImageRequest request) throws Exception {
        return images.page(media.stream, request, 0, 1_000);
    }

    private static ImageRequest request(long fromMs, long toMs, long intervalMs, ImageStyle style) {
        return new ImageRequest(TimestampKind.PRODUCER, START_MS + fromMs, START_MS + toMs, intervalMs, style);
    }

    private static BufferedImage read(Image image) throws Exception {
        assertThat(image.problem()).isNull();
        return ImageIO.read(new ByteArrayInputStream(image.content()));
    }

    private static long clockMs(Image image) throws Exception {
        BufferedImage read = read(image);
        byte[] luma = new byte[read.getWidth() * read.getHeight()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (read.getRGB(i % read.getWidth(), i / read.getWidth()) >> 8);
        }
        return ClockStrip.read(ByteBuffer.wrap(luma), read.getWidth(), read.getWidth(), read.getHeight())
                        .orElseThrow()
                - START_MS;
    }

    private static List<Long> clocksMs(List<Image> images) throws Exception {
        List<Long> clocks = new ArrayList<>();
        for (Image image : images) {
            clocks.add(clockMs(image));
        }
        return clocks;
    }

    @Test
    void eachTimeShowsTheFrameSeenThen_theFirstToo() throws Exception {
        media.record(CAMERA, 2, new ArrayList<>());
        List<Image> got = all(request(0, 2_000, 250, JPEG));
        assertThat(clocksMs(got)).containsExactly(0L, 200L, 500L, 700L, 1_000L, 1_200L, 1_500L, 1_700L);
        assertThat(got).extracting(image -> image.timestampMs() - START_MS).startsWith(0L, 250L, 500L);
    }

    @Test
    void soundThatOutlastsThePicture_doesNotHoldIt() throws Exception {
        media.record(CAMERA.withAudio(kinora.camera.AudioSettings.DEFAULT), 3, new ArrayList<>());
        assertThat(clocksMs(all(request(0, 3_000, 500, JPEG))))
                .containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L);
    }

    @Test
    void timesCloserThanFrames_showTheSameFrame() throws Exception {
        media.record(CAMERA, 1, new ArrayList<>());
        assertThat(clocksMs(all(request(150, 330, 60, JPEG)))).containsExactly(100L, 200L, 200L);
    }

    @Test
    void timeJustBeforeTheMedia_showsItsFirstFrame_andTimesFarFromIt_nothing() throws Exception {
        media.record(CAMERA, 1, new ArrayList<>());
        List<Image> got = all(request(-4_000, 5_000, 1_500, JPEG));
        assertThat(clockMs(got.get(2))).isZero();
        assertThat(clockMs(got.get(3))).isEqualTo(500);
        got.remove(3);
        got.remove(2);
        assertThat(got)
                .hasSize(4)
                .allSatisfy(image -> assertThat(image.problem()).isEqualTo(Problem.NO_MEDIA));
    }

    @Test
    void spanShorterThanTheInterval_givesOneImage_atItsStart() throws Exception {
        media.record(CAMERA, 1, new ArrayList<>());
        assertThat(clocksMs(all(request(300, 900, 3_000, JPEG)))).containsExactly(300L);
    }

    @Test
    void sizesAreThoseAskedFor_orKeepThePicturesShape() throws Exception {
        media.record(CAMERA, 1, new ArrayList<>());
        assertThat(size(new ImageStyle(ImageFormat.PNG, 80, 100, 300))).isEqualTo("100x300");
        assertThat(size(new ImageStyle(ImageFormat.PNG, 80, null, 180))).isEqualTo("320x180");
        assertThat(size(new ImageStyle(ImageFormat.JPEG, 80, 320, null))).isEqualTo("320x180");
        assertThat(size(JPEG)).isEqualTo("640x360");
    }

    private String size(ImageStyle style) throws Exception {
        BufferedImage image = read(all(request(0, 0, 1_000, style)).getFirst());
        return image.getWidth() + "x" + image.getHeight();
    }

    @Test
    void pagesGoOnWhereTheLastEnded() throws Exception {
        media.record(CAMERA, 2, new ArrayList<>());
        ImageRequest request = request(0, 2_000, 300, JPEG);
        List<Image> pages = new ArrayList<>(images.page(media.stream, request, 0, 3));
        pages.addAll(images.page(media.stream, request, 3, 3));
        pages.addAll(images.page(media.stream, request, 6, 3));
        assertThat(clocksMs(pages)).isEqualTo(clocksMs(all(request))).hasSize(7);
    }

    @Test
    void slowPages_endEarly_butNeverEmpty() throws Exception {
        media.record(CAMERA, 1, new ArrayList<>());
        long[] nowNs = {0};
        Images slow = new Images(
                media.store, new Segments(media.store, LimitsMode.RELAXED, 16 << 20), () -> nowNs[0] += 3_000_000_000L);
        assertThat(slow.page(media.stream, request(0, 1_000, 100, JPEG), 0, 10)).hasSizeBetween(1, 4);
    }

    @Test
    void soundWithoutPictures_andFramesThatAreNone_areMediaErrors() throws Exception {
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS)) {
            byte[] garbage = new byte[500];
            garbage[3] = (byte) 1;
            garbage[0] = 7;
            media.write(START_MS, StoredMedia.tracks(camera), List.of(new Frame(0, 0, true, garbage)));
        }
        Track sound = Track.audio(1, "A_AAC", kinora.formats.bits.Bytes.of(new byte[] {0x11, (byte) 0x88}), 48_000, 1);
        media.write(START_MS + 10_000, List.of(sound), List.of(new Frame(0, 0, true, new byte[100])));
        for (long atMs : new long[] {0, 10_000}) {
            assertThat(all(request(atMs, atMs, 1_000, JPEG)).getFirst().problem())
                    .isEqualTo(Problem.MEDIA_ERROR);
        }
    }

    @Test
    void fragmentThatBeginsWithoutKeyFrame_showsItsFirstKeyFrame() throws Exception {
        List<Frame> frames = new ArrayList<>();
        List<Track> tracks;
        try (SyntheticCamera camera = new SyntheticCamera(CAMERA, START_MS)) {
            tracks = StoredMedia.tracks(camera);
            for (int i = 0; i < 15; i++) {
                var frame = camera.next();
                if (i >= 5) {
                    frames.add(
                            new Frame(0, frame.ptsMs() - START_MS - 500, frame.key(), StoredMedia.bytes(frame.data())));
                }
            }
        }
        FragmentInfo fragment = media.write(START_MS + 500, tracks, frames);
        assertThat(fragment.frames()).isEqualTo(10);
        assertThat(clocksMs(all(request(500, 1_500, 400, JPEG)))).containsExactly(1_000L, 1_000L, 1_300L);
    }
}
