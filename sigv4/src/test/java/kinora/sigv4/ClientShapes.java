package kinora.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The clients of Kinesis Video Streams and the way each was seen to sign.
final class ClientShapes {
    private static final String DATE = "20261122T100958Z";
    private static final String C_AGENT = "AWS-SDK-KVS-CPP-CLIENT/3.6.0/1.6.2 GCC/12.2.0 Linux/6.1 x86_64 CPPSDK";
    private static final String DESCRIBE = "{\n\t\"StreamName\": \"gst-1\"\n}";

    static Stream<ClientShape> all() {
        return Stream.of(
                cControlPlane(),
                cPutMedia("C producer, PutMedia"),
                withToken(cPutMedia("C producer, PutMedia with a token outside the signature")),
                withToken(cControlPlane()),
                embeddedC(),
                javaV1PutMedia(),
                javaProducerPutMedia(),
                javaProducerControlPlane(),
                browserIngestion(),
                goProducer(),
                boto3(),
                javaV2(),
                nodeAws4());
    }

    static ClientShape cControlPlane() {
        return new ClientShape(
                "C producer, control plane",
                Requests.request(
                        "POST",
                        "/describeStream",
                        "Host",
                        "localhost",
                        "Accept",
                        "*/*",
                        "content-length",
                        "26",
                        "content-type",
                        "application/json",
                        "user-agent",
                        C_AGENT,
                        "X-Amz-Date",
                        DATE),
                List.of("host", "user-agent", "x-amz-date"),
                "localhost",
                hash(DESCRIBE),
                DESCRIBE);
    }

    static ClientShape cPutMedia(String name) {
        return new ClientShape(
                name,
                Requests.request(
                        "POST",
                        "/putMedia",
                        "Host",
                        "localhost",
                        "Accept",
                        "*/*",
                        "connection",
                        "keep-alive",
                        "content-type",
                        "application/json",
                        "transfer-encoding",
                        "chunked",
                        "user-agent",
                        C_AGENT,
                        "X-Amz-Date",
                        DATE,
                        "x-amzn-fragment-acknowledgment-required",
                        "1",
                        "x-amzn-fragment-timecode-type",
                        "ABSOLUTE",
                        "x-amzn-producer-start-timestamp",
                        "1795342198.373",
                        "x-amzn-stream-name",
                        "gst-1",
                        "Expect",
                        "100-continue"),
                List.of(
                        "connection",
                        "host",
                        "transfer-encoding",
                        "user-agent",
                        "x-amz-date",
                        "x-amzn-fragment-acknowledgment-required",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "localhost",
                PayloadHash.EMPTY,
                null);
    }

    static ClientShape withToken(ClientShape shape) {
        return new ClientShape(
                shape.name() + ", with an unsigned token",
                Requests.with(shape.unsigned(), "x-amz-security-token", "IQoJb3JpZ2lu=="),
                shape.signedHeaders(),
                shape.signedHost(),
                shape.signedPayload(),
                shape.body());
    }

    static ClientShape embeddedC() {
        return new ClientShape(
                "embedded C producer, PutMedia",
                Requests.request(
                        "POST",
                        "/putMedia",
                        "host",
                        "kvs.example:443",
                        "accept",
                        "*/*",
                        "connection",
                        "keep-alive",
                        "content-type",
                        "application/json",
                        "transfer-encoding",
                        "chunked",
                        "user-agent",
                        "myagent",
                        "x-amz-date",
                        DATE,
                        "x-amz-security-token",
                        "IQoJb3JpZ2lu==",
                        "x-amzn-fragment-acknowledgment-required",
                        "1",
                        "x-amzn-fragment-timecode-type",
                        "ABSOLUTE",
                        "x-amzn-producer-start-timestamp",
                        "1795342198.5",
                        "x-amzn-stream-name",
                        "cam",
                        "expect",
                        "100-continue"),
                List.of(
                        "connection",
                        "host",
                        "transfer-encoding",
                        "user-agent",
                        "x-amz-date",
                        "x-amz-security-token",
                        "x-amzn-fragment-acknowledgment-required",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "kvs.example:443",
                PayloadHash.EMPTY,
                null);
    }

    static ClientShape javaV1PutMedia() {
        return new ClientShape(
                "Java SDK v1, PutMedia",
                Requests.request(
                        "POST",
                        "/putMedia",
                        "Host",
                        "localhost:8444",
                        "x-amzn-fragment-timecode-type",
                        "RELATIVE",
                        "x-amzn-producer-start-timestamp",
                        "2026-11-22T10:09:47.460Z",
                        "x-amzn-stream-name",
                        "v1",
                        "User-Agent",
                        "aws-sdk-java/1.12.797",
                        "X-Amz-Date",
                        DATE,
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "transfer-encoding",
                        "chunked",
                        "connection",
                        "keep-alive",
                        "X-Amzn-Trace-Id",
                        "Root=1-5759e988-bd862e3fe1be46a994272793"),
                List.of(
                        "host",
                        "transfer-encoding",
                        "user-agent",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "localhost:8444",
                PayloadHash.STREAMING,
                null);
    }

    static ClientShape javaProducerPutMedia() {
        return new ClientShape(
                "Java producer library, PutMedia",
                Requests.request(
                        "POST",
                        "/putMedia",
                        "host",
                        "localhost",
                        "x-amzn-stream-name",
                        "jp",
                        "x-amzn-fragment-timecode-type",
                        "ABSOLUTE",
                        "x-amzn-producer-start-timestamp",
                        "1795342198.373",
                        "transfer-encoding",
                        "chunked",
                        "connection",
                        "keep-alive",
                        "user-agent",
                        "AWS-SDK-KVS/1.12.0 JAVA",
                        "X-Amz-Date",
                        DATE,
                        "x-amz-content-sha256",
                        "UNSIGNED-PAYLOAD"),
                List.of(
                        "host",
                        "transfer-encoding",
                        "user-agent",
                        "x-amz-date",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "localhost",
                PayloadHash.UNSIGNED,
                null);
    }

    static ClientShape javaProducerControlPlane() {
        return new ClientShape(
                "Java producer library, control plane with an empty Content-Type",
                Requests.request(
                        "POST",
                        "/describeStream",
                        "Host",
                        "localhost:8443",
                        "User-Agent",
                        "aws-sdk-java/1.11.602",
                        "amz-sdk-invocation-id",
                        "7b60c5fd-c4c1-1cd2-2b9d-a5b0d3ba1f20",
                        "amz-sdk-retry",
                        "0/0/500",
                        "Content-Type",
                        "",
                        "X-Amz-Date",
                        DATE,
                        "Content-Length",
                        "26"),
                List.of("amz-sdk-invocation-id", "amz-sdk-retry", "content-type", "host", "user-agent", "x-amz-date"),
                "localhost:8443",
                hash(DESCRIBE),
                DESCRIBE);
    }

    static ClientShape browserIngestion() {
        return new ClientShape(
                "browser ingestion (aws4 and fetch), PutMedia",
                Requests.request(
                        "POST",
                        "/putMedia",
                        "Host",
                        "localhost:8443",
                        "Content-Length",
                        "1048576",
                        "User-Agent",
                        "Mozilla/5.0",
                        "x-amzn-stream-name",
                        "web",
                        "x-amzn-fragment-timecode-type",
                        "RELATIVE",
                        "x-amzn-producer-start-timestamp",
                        "1795342198.373",
                        "X-Amz-Date",
                        DATE),
                List.of(
                        "host",
                        "x-amz-date",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "localhost:8443",
                PayloadHash.EMPTY,
                null);
    }

    static ClientShape goProducer() {
        return new ClientShape(
                "Go producer, PutMedia with X-Amz-Expires beside a header signature",
                Requests.request(
                        "POST",
                        "/putMedia?X-Amz-Expires=600",
                        "Host",
                        "localhost:8443",
                        "User-Agent",
                        "Go",
                        "x-amzn-stream-name",
                        "go",
                        "x-amzn-fragment-timecode-type",
                        "ABSOLUTE",
                        "x-amzn-producer-start-timestamp",
                        "1795342198.373",
                        "X-Amz-Date",
                        DATE),
                List.of(
                        "host",
                        "x-amz-date",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-producer-start-timestamp",
                        "x-amzn-stream-name"),
                "localhost:8443",
                PayloadHash.EMPTY,
                null);
    }

    static ClientShape boto3() {
        return new ClientShape(
                "boto3 and AWS CLI",
                Requests.request(
                        "POST",
                        "/describeStream",
                        "Host",
                        "localhost:8443",
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "Boto3/1.43",
                        "X-Amz-Date",
                        DATE,
                        "amz-sdk-invocation-id",
                        "8f2c",
                        "amz-sdk-request",
                        "attempt=1",
                        "Content-Length",
                        "26"),
                List.of("content-type", "host", "x-amz-date"),
                "localhost:8443",
                hash(DESCRIBE),
                DESCRIBE);
    }

    static ClientShape javaV2() {
        return new ClientShape(
                "Java SDK v2 and JS v3",
                Requests.request(
                        "POST",
                        "/describeStream",
                        "Host",
                        "localhost:8443",
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "aws-sdk-java/2.40.2",
                        "X-Amz-Date",
                        DATE,
                        "x-amz-content-sha256",
                        hash(DESCRIBE).value(),
                        "amz-sdk-invocation-id",
                        "8f2c",
                        "amz-sdk-request",
                        "attempt=1; max=4"),
                List.of(
                        "amz-sdk-invocation-id",
                        "amz-sdk-request",
                        "content-type",
                        "host",
                        "x-amz-content-sha256",
                        "x-amz-date"),
                "localhost:8443",
                hash(DESCRIBE),
                DESCRIBE);
    }

    static ClientShape nodeAws4() {
        return new ClientShape(
                "Node aws4, PutMedia",
                Requests.request(
                        "POST",
                        "/putMedia",
                        "Host",
                        "localhost:8443",
                        "content-type",
                        "video/webm",
                        "x-amz-content-sha256",
                        "UNSIGNED-PAYLOAD",
                        "x-amzn-stream-arn",
                        "arn:aws:kinesisvideo:us-east-1:123456789012:stream/n/1795342198373",
                        "x-amzn-fragment-timecode-type",
                        "ABSOLUTE",
                        "X-Amz-Date",
                        DATE),
                List.of(
                        "content-type",
                        "host",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amzn-fragment-timecode-type",
                        "x-amzn-stream-arn"),
                "localhost:8443",
                PayloadHash.UNSIGNED,
                null);
    }

    private static PayloadHash hash(String text) {
        return PayloadHash.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private ClientShapes() {}
}
