package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;

/// The signed head of a PutMedia request, as bytes.
final class RequestHead {
    private static final String SERVICE = "kinesisvideo";

    private RequestHead() {}

    static byte[] of(PutMediaRequest request, Instant now) {
        PlainRequest unsigned = new PlainRequest("POST", path(request), "", fields(request));
        // The body has no end yet, so the signature covers that of no bytes, as the C producers' does.
        Map<String, String> signature = new SigV4Signer(request.credentials(), request.region(), SERVICE)
                .headers(unsigned, PayloadHash.EMPTY, now);
        StringBuilder head = new StringBuilder("POST ").append(unsigned.path()).append(" HTTP/1.1\r\n");
        unsigned.fields().forEach(field -> append(head, field));
        signature.entrySet().forEach(field -> append(head, field));
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static String path(PutMediaRequest request) {
        String base = request.endpoint().getRawPath();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/putMedia";
    }

    private static List<Map.Entry<String, String>> fields(PutMediaRequest request) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("Host", hostAndPort(request)));
        fields.add(Map.entry("User-Agent", "kinora-producer"));
        fields.add(Map.entry("Transfer-Encoding", "chunked"));
        fields.add(stream(request.stream()));
        fields.add(Map.entry(
                "x-amzn-fragment-timecode-type", request.timecodeType().name()));
        fields.add(Map.entry("x-amzn-fragment-acknowledgment-required", "1"));
        fields.add(Map.entry("x-amzn-producer-start-timestamp", seconds(request.producerStartTimestampMs())));
        return fields;
    }

    private static Map.Entry<String, String> stream(PutMediaRequest.StreamId stream) {
        if (stream instanceof PutMediaRequest.StreamId.Arn arn) {
            return Map.entry("x-amzn-stream-arn", arn.value());
        }
        return Map.entry("x-amzn-stream-name", ((PutMediaRequest.StreamId.Name) stream).value());
    }

    private static String hostAndPort(PutMediaRequest request) {
        int port = request.endpoint().getPort();
        String host = request.endpoint().getHost();
        return port < 0 ? host : host + ":" + port;
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%d.%03d", ms / 1000, ms % 1000);
    }

    private static void append(StringBuilder head, Map.Entry<String, String> field) {
        head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
}
