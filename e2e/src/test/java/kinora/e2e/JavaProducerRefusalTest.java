package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.kinesisvideo.client.PutMediaClient;
import com.amazonaws.kinesisvideo.client.signing.KinesisVideoAWS4Signer;
import com.amazonaws.kinesisvideo.config.ClientConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kinora.testing.KinoraEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The PutMedia connection of AWS's Java producer, refused while it pushes at full speed.
@Timeout(180)
class JavaProducerRefusalTest {
    private static final int REFUSALS = 100;

    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void missingStream_isA404_everyTime() throws Exception {
        for (int round = 0; round < REFUSALS; round++) {
            assertThat(refusal(server.credentials().secretAccessKey()))
                    .as("round %d", round)
                    .startsWith("HTTP/1.1 404")
                    .contains("ResourceNotFoundException");
        }
    }

    @Test
    void wrongSecret_isA403_everyTime() throws Exception {
        for (int round = 0; round < REFUSALS; round++) {
            assertThat(refusal("wrong")).as("round %d", round).startsWith("HTTP/1.1 403");
        }
    }

    private String refusal(String secret) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        URI target = URI.create(server.uri() + "/putMedia");
        PutMediaClient client = PutMediaClient.builder()
                .putMediaDestinationUri(target)
                .streamName("producer-nobody")
                .fragmentTimecodeType("ABSOLUTE")
                .timestamp(System.currentTimeMillis())
                .mkvStream(new EndlessInput())
                .signWith(signer(target, secret))
                .receiveTimeout(20_000)
                .receiveAcks(response -> answer.complete(head(response)))
                .receiveCompletion(_ -> {})
                .build();
        try {
            client.putMediaInBackground();
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    private KinesisVideoAWS4Signer signer(URI target, String secret) {
        ClientConfiguration configuration = ClientConfiguration.builder()
                .region("us-east-1")
                .serviceName("kinesisvideo")
                .streamName("producer-nobody")
                .streamUri(target)
                .build();
        BasicAWSCredentials credentials =
                new BasicAWSCredentials(server.credentials().accessKeyId(), secret);
        return new KinesisVideoAWS4Signer(new AWSStaticCredentialsProvider(credentials), configuration);
    }

    /// What arrives until the client has the whole head, or the connection ends.
    private static String head(InputStream response) {
        StringBuilder head = new StringBuilder();
        byte[] piece = new byte[4_096];
        try {
            int read = response.read(piece);
            while (read > 0) {
                head.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
                if (head.indexOf("\r\n\r\n") >= 0) {
                    break;
                }
                read = response.read(piece);
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
