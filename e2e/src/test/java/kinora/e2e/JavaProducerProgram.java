package kinora.e2e;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.kinesisvideo.client.KinesisVideoClient;
import com.amazonaws.kinesisvideo.client.KinesisVideoClientConfiguration;
import com.amazonaws.kinesisvideo.java.auth.JavaCredentialsProviderImpl;
import com.amazonaws.kinesisvideo.java.client.KinesisVideoJavaClientFactory;
import com.amazonaws.kinesisvideo.producer.DeviceInfo;
import com.amazonaws.kinesisvideo.producer.StorageInfo;
import com.amazonaws.kinesisvideo.producer.Tag;
import java.util.concurrent.Executors;
import kinora.testing.TestMedia;

/// A program around AWS's Java producer: its native core aborts the whole process now and then when it is freed, and a
/// test must not go down with it. Pushes a [TestMedia], then waits for its input to end.
final class JavaProducerProgram {
    static final int FRAGMENTS = 4;

    private JavaProducerProgram() {}

    /// The same media in the program and in the test that compares.
    static TestMedia media(long firstTimestampMs) {
        return TestMedia.of(new TestMedia.Shape(FRAGMENTS, 25, 40, 2_000, false, firstTimestampMs), 31);
    }

    public static void main(String[] arguments) throws Exception {
        String endpoint = arguments[0];
        String stream = arguments[1];
        KinesisVideoClientConfiguration configuration = KinesisVideoClientConfiguration.builder()
                .withRegion("us-east-1")
                .withEndpoint(endpoint)
                .withCredentialsProvider(
                        new JavaCredentialsProviderImpl(new AWSStaticCredentialsProvider(new BasicAWSCredentials(
                                System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")))))
                .build();
        KinesisVideoClient producer = KinesisVideoJavaClientFactory.createKinesisVideoClient(
                configuration, device(), Executors.newScheduledThreadPool(2));
        FrameListSource source = new FrameListSource(stream, media(Long.parseLong(arguments[2])));
        producer.registerMediaSource(source);
        source.start();
        source.awaitSent();
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }

    private static DeviceInfo device() {
        StorageInfo storage =
                new StorageInfo(0, StorageInfo.DeviceStorageType.DEVICE_STORAGE_TYPE_IN_MEM, 64L << 20, 90, "/tmp");
        return new DeviceInfo(0, "kinora-test", storage, 10, new Tag[0]);
    }
}
