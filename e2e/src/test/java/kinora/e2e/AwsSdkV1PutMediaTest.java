package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.services.kinesisvideo.AmazonKinesisVideoPutMedia;
import com.amazonaws.services.kinesisvideo.AmazonKinesisVideoPutMediaClient;
import com.amazonaws.services.kinesisvideo.PutMediaAckResponseHandler;
import com.amazonaws.services.kinesisvideo.model.AckEvent;
import com.amazonaws.services.kinesisvideo.model.AckEventType;
import com.amazonaws.services.kinesisvideo.model.FragmentTimecodeType;
import com.amazonaws.services.kinesisvideo.model.PutMediaRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The PutMedia client of the AWS SDK for Java 1, the only one that AWS ever put into an SDK.
@Timeout(180)
class AwsSdkV1PutMediaTest {
    private static final int REFUSALS = 100;

    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void upload_isAckedThreeTimesAFragment_andStoredBitExact() throws Exception {
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("v1-upload");
            long startMs = 1_700_000_000_000L;
            TestMedia media = TestMedia.of(TestMedia.Shape.seconds(6, startMs), 21);
            AckCollector acks = new AckCollector();
            AmazonKinesisVideoPutMedia putMedia = putMedia(server.credentials().secretAccessKey());
            putMedia.putMedia(request("v1-upload", startMs, new ByteArrayInputStream(media.mkv(0))), acks);
            acks.done.get(30, TimeUnit.SECONDS);
            putMedia.close();
            assertThat(acks.of(AckEventType.Values.BUFFERING)).hasSize(6);
            assertThat(acks.of(AckEventType.Values.RECEIVED)).hasSize(6);
            assertThat(acks.of(AckEventType.Values.PERSISTED)).hasSize(6);
            KinoraClient.assertSameFragments(client.storedFragments("v1-upload"), media.fragments());
        }
    }

    @Test
    void missingStream_isA404_everyTime_whileTheClientPushesAtFullSpeed() throws Exception {
        AmazonKinesisVideoPutMedia putMedia = putMedia(server.credentials().secretAccessKey());
        for (int round = 0; round < REFUSALS; round++) {
            AmazonServiceException refusal = refusal(putMedia, "v1-nobody");
            assertThat(refusal.getStatusCode()).as("round %d", round).isEqualTo(404);
            assertThat(refusal.getErrorCode()).isEqualTo("ResourceNotFoundException");
        }
        putMedia.close();
    }

    @Test
    void wrongSecret_isA403_everyTime_whileTheClientPushesAtFullSpeed() throws Exception {
        AmazonKinesisVideoPutMedia putMedia = putMedia("wrong");
        for (int round = 0; round < REFUSALS; round++) {
            AmazonServiceException refusal = refusal(putMedia, "v1-nobody");
            assertThat(refusal.getStatusCode()).as("round %d", round).isEqualTo(403);
        }
        putMedia.close();
    }

    private static AmazonServiceException refusal(AmazonKinesisVideoPutMedia putMedia, String stream) throws Exception {
        AckCollector acks = new AckCollector();
        putMedia.putMedia(request(stream, 0, new EndlessInput()), acks);
        try {
            acks.done.get(20, TimeUnit.SECONDS);
            throw new AssertionError("the upload to " + stream + " was not refused");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AmazonServiceException refusal) {
                return refusal;
            }
            throw new AssertionError("the refusal did not reach the client", e);
        }
    }

    private AmazonKinesisVideoPutMedia putMedia(String secret) {
        return AmazonKinesisVideoPutMediaClient.builder()
                .withRegion(server.region())
                .withEndpoint(server.uri())
                .withCredentials(new AWSStaticCredentialsProvider(
                        new BasicAWSCredentials(server.credentials().accessKeyId(), secret)))
                .withConnectionTimeoutInMillis(10_000)
                .build();
    }

    @SuppressWarnings("JavaUtilDate") // the client's own type
    private static PutMediaRequest request(String stream, long startMs, InputStream payload) {
        return new PutMediaRequest()
                .withStreamName(stream)
                .withFragmentTimecodeType(FragmentTimecodeType.ABSOLUTE)
                .withProducerStartTimestamp(new Date(startMs))
                .withPayload(payload);
    }

    private static final class AckCollector implements PutMediaAckResponseHandler {
        private final List<AckEvent> events = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        @Override
        public void onAckEvent(AckEvent event) {
            events.add(event);
        }

        @Override
        public void onFailure(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }

        List<AckEvent> of(AckEventType.Values type) {
            return events.stream()
                    .filter(event -> type == event.getAckEventType().getEnumValue())
                    .toList();
        }
    }
}
