package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.kinesisvideo.client.KinesisVideoClient;
import com.amazonaws.kinesisvideo.client.KinesisVideoClientConfiguration;
import com.amazonaws.kinesisvideo.java.auth.JavaCredentialsProviderImpl;
import com.amazonaws.kinesisvideo.java.client.KinesisVideoJavaClientFactory;
import com.amazonaws.kinesisvideo.producer.DeviceInfo;
import com.amazonaws.kinesisvideo.producer.StorageInfo;
import com.amazonaws.kinesisvideo.producer.Tag;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import kinora.cli.media.MediaDocument;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// AWS's Java producer SDK with its native core: the client most cameras behind a JVM run.
@Timeout(180)
class JavaProducerTest {
    private static final int FRAGMENTS = 4;

    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void itCreatesTheStream_pushesFrames_andFindsThemStored() throws Exception {
        TestMedia media = TestMedia.of(
                new TestMedia.Shape(FRAGMENTS, 25, 40, 2_000, false, System.currentTimeMillis() - 10_000), 31);
        FrameListSource source = new FrameListSource("java-producer", media);
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
        KinesisVideoClient producer =
                KinesisVideoJavaClientFactory.createKinesisVideoClient(configuration(), device(), executor);
        try (KinoraClient client = new KinoraClient(server)) {
            producer.registerMediaSource(source);
            source.start();
            source.awaitSent();
            awaitFragments(client, FRAGMENTS);
            List<MediaDocument> stored = client.storedFragments("java-producer");
            KinoraClient.assertSameFragments(
                    stored.subList(0, FRAGMENTS - 1), media.fragments().subList(0, FRAGMENTS - 1));
        } finally {
            source.stop();
            producer.stopAllMediaSources();
            producer.free();
            executor.shutdownNow();
        }
    }

    /// The last fragment ends when the producer says so, at stop; those before it are stored without its help.
    private static void awaitFragments(KinoraClient client, int count) throws Exception {
        long deadlineNs = System.nanoTime() + 60_000_000_000L;
        int seen = 0;
        while (seen < count - 1) {
            assertThat(System.nanoTime())
                    .as("%d fragments stored in time", seen)
                    .isLessThan(deadlineNs);
            Thread.sleep(200);
            seen = client.fragmentNumbers("java-producer").size();
        }
    }

    private KinesisVideoClientConfiguration configuration() {
        return KinesisVideoClientConfiguration.builder()
                .withRegion(server.region())
                .withEndpoint(server.uri().toString())
                .withCredentialsProvider(
                        new JavaCredentialsProviderImpl(new AWSStaticCredentialsProvider(new BasicAWSCredentials(
                                server.credentials().accessKeyId(),
                                server.credentials().secretAccessKey()))))
                .build();
    }

    private static DeviceInfo device() {
        StorageInfo storage =
                new StorageInfo(0, StorageInfo.DeviceStorageType.DEVICE_STORAGE_TYPE_IN_MEM, 64L << 20, 90, "/tmp");
        return new DeviceInfo(0, "kinora-test", storage, 10, new Tag[0]);
    }
}
