package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import kinora.camera.CameraSettings;
import kinora.camera.ClockStrip;
import kinora.testing.KinoraEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.Format;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.FormatConfigKey;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.Image;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ImageError;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.ImageSelectorType;

/// Images by AWS's SDK of what a camera sent: the clock in the picture says whether it is the right one.
@Timeout(120)
class GetImagesTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(10).withKeyFrameIntervalFrames(10);
    private static final long START_MS = 1_795_342_000_000L;

    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void eachImageShowsItsTime_andWhereNothingWasRecorded_theListSaysSo() throws Exception {
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("images");
            Footage.of(CAMERA, START_MS, 3_000).send(client, "images");
        }
        List<Long> clocksMs = new ArrayList<>();
        List<Image> images;
        try (KinesisVideoArchivedMediaClient archive = AwsClients.archivedMedia(server)) {
            images = archive
                    .getImagesPaginator(r -> r.streamName("images")
                            .imageSelectorType(ImageSelectorType.PRODUCER_TIMESTAMP)
                            .startTimestamp(Instant.ofEpochMilli(START_MS))
                            .endTimestamp(Instant.ofEpochMilli(START_MS + 4_000))
                            .samplingInterval(500)
                            .maxResults(3L)
                            .format(Format.JPEG)
                            .formatConfig(Map.of(FormatConfigKey.JPEG_QUALITY, "95")))
                    .images()
                    .stream()
                    .toList();
        }
        for (Image image : images.subList(0, 6)) {
            clocksMs.add(clockMs(image) - START_MS);
        }
        assertThat(clocksMs).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L);
        assertThat(images).hasSize(8);
        assertThat(images.getLast().error()).isEqualTo(ImageError.NO_MEDIA);
        assertThat(images.getLast().timeStamp()).isEqualTo(Instant.ofEpochMilli(START_MS + 3_500));
    }

    private static long clockMs(Image image) throws Exception {
        assertThat(image.imageContent())
                .as("image of %s: %s", image.timeStamp(), image.error())
                .isNotNull();
        byte[] jpeg = Base64.getDecoder().decode(image.imageContent());
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
        byte[] luma = new byte[read.getWidth() * read.getHeight()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (read.getRGB(i % read.getWidth(), i / read.getWidth()) >> 8);
        }
        return ClockStrip.read(ByteBuffer.wrap(luma), read.getWidth(), read.getWidth(), read.getHeight())
                .orElseThrow();
    }
}
