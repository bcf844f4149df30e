package kinora.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PlayerPageTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(0);
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"\\.\\.(/player/[^\"]+)\"");

    @Test
    void allThatThePageLoads_isServed() {
        boolean built = StaticFile.exists("hls.min.js");
        assertThat(built || !"true".equals(System.getenv("CI")))
                .as("needs npm at build time, and CI=true allows no skip")
                .isTrue();
        Assumptions.assumeTrue(built, "skipped: needs npm");
        String page = text(StaticFile.of("player.html", "text/html").answer(head(Headers.of())));
        assertThat(LOADED.matcher(page).results().map(match -> match.group(1)))
                .hasSize(3)
                .isSubsetOf(PlayerPage.handlers().keySet());
        assertThat(PlayerPage.handlers()).containsKey("/player/hls.LICENSE.txt");
    }

    @Test
    void whoeverHasIt_isNotSentItAgain() {
        StaticFile file = StaticFile.of("player.js", "text/javascript");
        String tag = file.answer(head(Headers.of())).headers().get("ETag");
        Response again = file.answer(head(Headers.of("If-None-Match", tag)));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void compressedWhereTaken_isTheSame() throws IOException {
        StaticFile file = StaticFile.of("player.js", "text/javascript");
        Response packed = file.answer(head(Headers.of("Accept-Encoding", "br, gzip")));
        assertThat(packed.headers().get("Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes())
                    .isEqualTo(file.answer(head(Headers.of())).body());
        }
    }

    /// The page's address carries the session's token.
    @Test
    void pageTellsNoOtherSiteItsAddress_andLoadsFromNone() {
        HttpHeaders headers = StaticFile.of("player.html", "text/html")
                .answer(head(Headers.of()))
                .headers();
        assertThat(headers.get("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.get("Content-Security-Policy")).startsWith("default-src 'self';");
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static RequestHead head(HttpHeaders headers) {
        return new RequestHead("id", "GET", "/play/cam", "", headers, ADDRESS, ADDRESS, false);
    }
}
