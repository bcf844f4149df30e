package kinora.producer;

import java.net.URI;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import kinora.sigv4.Credentials;
import org.jspecify.annotations.Nullable;

/// Where to, as whom, and how: everything about a PutMedia session but the media. `endpoint` is what GetDataEndpoint
/// answered; without `sslContext` the JVM's trust store decides about an https endpoint.
public record PutMediaRequest(
        URI endpoint,
        Credentials credentials,
        String region,
        StreamId stream,
        TimecodeType timecodeType,
        long producerStartTimestampMs,
        @Nullable SSLContext sslContext) {

    /// The stream by its name or by its ARN.
    public sealed interface StreamId {
        record Name(String value) implements StreamId {}

        record Arn(String value) implements StreamId {}
    }

    public PutMediaRequest {
        Objects.requireNonNull(credentials, "credentials is null");
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(stream, "stream is null");
        Objects.requireNonNull(timecodeType, "timecodeType is null");
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint " + endpoint + " is not http://host or https://host");
        }
        if (producerStartTimestampMs < 0) {
            throw new IllegalArgumentException("producer start timestamp " + producerStartTimestampMs + " ms");
        }
    }

    /// A session with absolute timecodes to a stream named by its name.
    public static PutMediaRequest absolute(URI endpoint, Credentials credentials, String region, String streamName) {
        return new PutMediaRequest(
                endpoint, credentials, region, new StreamId.Name(streamName), TimecodeType.ABSOLUTE, 0, null);
    }

    /// The same session with timecodes counted from `newProducerStartTimestampMs`.
    public PutMediaRequest relativeTo(long newProducerStartTimestampMs) {
        return new PutMediaRequest(
                endpoint, credentials, region, stream, TimecodeType.RELATIVE, newProducerStartTimestampMs, sslContext);
    }

    public PutMediaRequest withSslContext(SSLContext newSslContext) {
        return new PutMediaRequest(
                endpoint, credentials, region, stream, timecodeType, producerStartTimestampMs, newSslContext);
    }

    boolean isTls() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    int port() {
        return endpoint.getPort() >= 0 ? endpoint.getPort() : isTls() ? 443 : 80;
    }
}
