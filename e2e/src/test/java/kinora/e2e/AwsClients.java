package kinora.e2e;

import kinora.testing.KinoraEndpoint;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;

/// AWS's SDK, pointed at a server of ours.
final class AwsClients {
    private AwsClients() {}

    static KinesisVideoArchivedMediaClient archivedMedia(KinoraEndpoint server) {
        return KinesisVideoArchivedMediaClient.builder()
                .endpointOverride(server.uri())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        server.credentials().accessKeyId(), server.credentials().secretAccessKey())))
                .build();
    }
}
