package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.cli.media.MediaDocument;
import kinora.cli.media.MediaDocumentReader;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesisvideo.KinesisVideoClient;
import software.amazon.awssdk.services.kinesisvideo.model.APIName;
import software.amazon.awssdk.services.kinesisvideo.model.KinesisVideoException;
import software.amazon.awssdk.services.kinesisvideo.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesisvideo.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesisvideo.model.StreamInfo;
import software.amazon.awssdk.services.kinesisvideo.model.UpdateDataRetentionOperation;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.Fragment;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.FragmentSelectorType;
import software.amazon.awssdk.services.kinesisvideomedia.KinesisVideoMediaClient;
import software.amazon.awssdk.services.kinesisvideomedia.model.GetMediaResponse;
import software.amazon.awssdk.services.kinesisvideomedia.model.StartSelectorType;

/// AWS SDK for Java 2.
@Timeout(120)
class AwsSdkV2Test {
    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void aStreamsLife_fromCreationToDeletion() {
        try (KinesisVideoClient client = at(KinesisVideoClient.builder())) {
            String arn = client.createStream(r ->
                            r.streamName("v2-life").dataRetentionInHours(24).mediaType("video/h264"))
                    .streamARN();
            StreamInfo info = client.describeStream(r -> r.streamARN(arn)).streamInfo();
            assertThat(info.streamName()).isEqualTo("v2-life");
            assertThat(info.statusAsString()).isEqualTo("ACTIVE");
            assertThat(info.creationTime())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            assertThatThrownBy(() -> client.createStream(r -> r.streamName("v2-life")))
                    .isInstanceOf(ResourceInUseException.class);

            client.tagStream(r -> r.streamARN(arn).tags(Map.of("site", "north")));
            assertThat(client.listTagsForStream(r -> r.streamName("v2-life")).tags())
                    .containsEntry("site", "north");

            client.updateDataRetention(r -> r.streamName("v2-life")
                    .currentVersion(info.version())
                    .operation(UpdateDataRetentionOperation.INCREASE_DATA_RETENTION)
                    .dataRetentionChangeInHours(24));
            assertThat(client.describeStream(r -> r.streamARN(arn)).streamInfo().dataRetentionInHours())
                    .isEqualTo(48);

            assertThat(client.listStreamsPaginator().streamInfoList())
                    .extracting(StreamInfo::streamName)
                    .contains("v2-life");
            client.deleteStream(r -> r.streamARN(arn));
            assertThatThrownBy(() -> client.describeStream(r -> r.streamName("v2-life")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void errors_carryStatusNameMessageAndRequestId() {
        try (KinesisVideoClient client = at(KinesisVideoClient.builder())) {
            assertThatThrownBy(() -> client.describeStream(r -> r.streamName("v2-nobody")))
                    .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(404);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
                        assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
                        assertThat(e.requestId()).isNotBlank();
                    });
        }
    }

    @Test
    void wrongSecret_isRefusedWith403() {
        try (KinesisVideoClient client = KinesisVideoClient.builder()
                .endpointOverride(server.uri())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.credentials().accessKeyId(), "wrong")))
                .build()) {
            assertThatThrownBy(client::listStreams)
                    .isInstanceOfSatisfying(
                            KinesisVideoException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void media_isListedAndRead_fromTheArchiveAndFromTheStart() throws Exception {
        TestMedia media = TestMedia.of(TestMedia.Shape.seconds(5, System.currentTimeMillis()), 11);
        store("v2-media", media);
        try (KinesisVideoClient control = at(KinesisVideoClient.builder());
                KinesisVideoArchivedMediaClient archive = at(KinesisVideoArchivedMediaClient.builder());
                KinesisVideoMediaClient live = at(KinesisVideoMediaClient.builder())) {
            assertThat(control.getDataEndpoint(r -> r.streamName("v2-media").apiName(APIName.GET_MEDIA))
                            .dataEndpoint())
                    .isEqualTo(server.uri().toString());
            List<Fragment> fragments = archive
                    .listFragmentsPaginator(r -> r.streamName("v2-media")
                            .maxResults(2L)
                            .fragmentSelector(s -> s.fragmentSelectorType(FragmentSelectorType.PRODUCER_TIMESTAMP)
                                    .timestampRange(
                                            t -> t.startTimestamp(Instant.now().minusSeconds(3600))
                                                    .endTimestamp(Instant.now().plusSeconds(3600)))))
                    .stream()
                    .flatMap(page -> page.fragments().stream())
                    .toList();
            assertThat(fragments).hasSize(5);
            assertThat(fragments)
                    .allSatisfy(fragment ->
                            assertThat(fragment.fragmentLengthInMilliseconds()).isEqualTo(980));

            List<String> numbers =
                    fragments.stream().map(Fragment::fragmentNumber).sorted().toList();
            try (InputStream body = archive.getMediaForFragmentList(
                    r -> r.streamName("v2-media").fragments(numbers))) {
                KinoraClient.assertSameFragments(KinoraClient.readAll(body), media.fragments());
            }
            KinoraClient.assertSameFragments(firstFragments(live, 5), media.fragments());
        }
    }

    /// GetMedia from the start; the connection is cut when enough has come, for otherwise it follows for long.
    private static List<MediaDocument> firstFragments(KinesisVideoMediaClient live, int count) throws Exception {
        ResponseInputStream<GetMediaResponse> body = live.getMedia(
                r -> r.streamName("v2-media").startSelector(s -> s.startSelectorType(StartSelectorType.EARLIEST)));
        assertThat(body.response().contentType()).isEqualTo("video/webm");
        MediaDocumentReader reader = new MediaDocumentReader(body);
        List<MediaDocument> documents = new ArrayList<>();
        while (documents.size() < count) {
            documents.add(reader.next());
        }
        // Closing would read on to the end, and there is none for long.
        body.abort();
        return documents;
    }

    private void store(String stream, TestMedia media) throws Exception {
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream(stream);
            try (MediaProducer producer = MediaProducer.open(client.putMedia(stream), media.tracks(), ack -> {})) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                }
                producer.finish(Duration.ofSeconds(20));
            }
        }
    }

    private <B extends AwsClientBuilder<B, C>, C> C at(B builder) {
        return builder.endpointOverride(server.uri())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        server.credentials().accessKeyId(), server.credentials().secretAccessKey())))
                .build();
    }
}
