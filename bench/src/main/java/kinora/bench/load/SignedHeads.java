package kinora.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;

/// Request heads, signed once a connection.
final class SignedHeads {
    private final LoadSettings settings;
    private final SigV4Signer signer;

    SignedHeads(LoadSettings settings) {
        this.settings = settings;
        this.signer = new SigV4Signer(
                new Credentials(settings.accessKeyId(), settings.secret(), null), LoadSettings.REGION, "kinesisvideo");
    }

    String putMedia(String stream) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("Host", settings.host()));
        fields.add(Map.entry("User-Agent", "kinora-bench"));
        fields.add(Map.entry("Transfer-Encoding", "chunked"));
        fields.add(Map.entry("x-amzn-stream-name", stream));
        fields.add(Map.entry("x-amzn-fragment-timecode-type", "ABSOLUTE"));
        fields.add(Map.entry("x-amzn-producer-start-timestamp", "0.000"));
        fields.add(Map.entry("x-amzn-fragment-acknowledgment-required", "1"));
        return head("/putMedia", fields, PayloadHash.EMPTY);
    }

    /// Head and body of a GetMedia that begins with what comes next.
    String getMedia(String stream) {
        String body = "{\"StreamName\":\"" + stream + "\",\"StartSelector\":{\"StartSelectorType\":\"NOW\"}}";
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("Host", settings.host()));
        fields.add(Map.entry("User-Agent", "kinora-bench"));
        fields.add(Map.entry("Content-Type", "application/json"));
        fields.add(Map.entry("Content-Length", Integer.toString(body.length())));
        return head("/getMedia", fields, PayloadHash.of(body.getBytes(StandardCharsets.US_ASCII))) + body;
    }

    private String head(String path, List<Map.Entry<String, String>> fields, PayloadHash payload) {
        Map<String, String> signature =
                signer.headers(new PlainRequest("POST", path, "", fields), payload, Instant.now());
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
        fields.forEach(field -> append(head, field));
        signature.entrySet().forEach(field -> append(head, field));
        return head.append("\r\n").toString();
    }

    private static void append(StringBuilder head, Map.Entry<String, String> field) {
        head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
}
