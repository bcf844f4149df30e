package kinora.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// A whole answer.
public record Response(int status, HttpHeaders headers, byte[] body) {
    public static Response text(int status, String text) {
        return new Response(
                status, Headers.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }
}
