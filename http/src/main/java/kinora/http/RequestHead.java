package kinora.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Request line and headers. `path` and `query` are as received, still encoded; an absolute-form target has been cut
/// to them, as RFC 9112, section 3.2.2 wants.
public record RequestHead(
        String requestId,
        String method,
        String path,
        String query,
        HttpHeaders headers,
        InetSocketAddress remoteAddress,
        InetSocketAddress localAddress,
        boolean secure) {
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    static String pathOf(String target) {
        String origin = originForm(target);
        int question = origin.indexOf('?');
        return question < 0 ? origin : origin.substring(0, question);
    }

    static String queryOf(String target) {
        String origin = originForm(target);
        int question = origin.indexOf('?');
        return question < 0 ? "" : origin.substring(question + 1);
    }

    private static String originForm(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int end = scheme + 3;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }
}
