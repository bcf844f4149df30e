package kinora.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import kinora.http.Headers;
import kinora.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointUrlsTest {
    private static final String C_AGENT = "AWS-SDK-KVS-CPP-CLIENT/3.6.0";

    private static RequestHead head(boolean secure, String remote, String... headers) throws Exception {
        return new RequestHead(
                "id",
                "POST",
                "/getDataEndpoint",
                "",
                Headers.of(headers),
                new InetSocketAddress(InetAddress.ofLiteral(remote), 50_000),
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 8_443),
                secure);
    }

    private static final EndpointUrls PLAIN = new EndpointUrls(null, List.of());

    @ParameterizedTest
    @CsvSource({
        "kvs.example:8443,false,http://kvs.example:8443",
        "kvs.example,true,https://kvs.example",
        "[2001:db8::1]:9000,true,https://[2001:db8::1]:9000",
        "a_b.local:1,false,http://a_b.local:1",
    })
    void hostOfTheRequestIsTheAnswer(String host, boolean secure, String url) throws Exception {
        assertThat(PLAIN.of(head(secure, "127.0.0.1", "Host", host))).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"evil/path", "a b", "user@host", "<script>", "-x", "host:123456", "host:", "a,b", "[zz]"})
    void hostThatIsNone_givesTheListenersAddress(String host) throws Exception {
        assertThat(PLAIN.of(head(false, "127.0.0.1", "Host", host))).isEqualTo("http://192.0.2.7:8443");
    }

    @Test
    void producersThatDropThePort_getTheListenersOwn() throws Exception {
        assertThat(PLAIN.of(head(true, "127.0.0.1", "Host", "localhost", "User-Agent", C_AGENT)))
                .isEqualTo("https://localhost:8443");
        assertThat(PLAIN.of(head(true, "127.0.0.1", "Host", "localhost:9", "User-Agent", C_AGENT)))
                .isEqualTo("https://localhost:9");
    }

    @Test
    void playersAreSentToTheirOwnListener_whereThereIsOne() throws Exception {
        EndpointUrls urls = new EndpointUrls(null, List.of());
        RequestHead asked = head(false, "127.0.0.1", "Host", "[2001:db8::1]:9700");
        assertThat(urls.ofPlayback(asked)).isEqualTo("http://[2001:db8::1]:9700");
        urls.playbackAt(9743, null);
        assertThat(urls.ofPlayback(asked)).isEqualTo("https://[2001:db8::1]:9743");
        assertThat(urls.ofPlayback(head(false, "127.0.0.1", "Host", "kvs.example")))
                .isEqualTo("https://kvs.example:9743");
        assertThat(urls.of(asked)).isEqualTo("http://[2001:db8::1]:9700");
        urls.playbackAt(9743, "https://play.example/");
        assertThat(urls.ofPlayback(asked)).isEqualTo("https://play.example");
    }

    @Test
    void advertisedUrlWins() throws Exception {
        EndpointUrls urls = new EndpointUrls("https://kvs.example:1234/", List.of());
        assertThat(urls.of(head(false, "127.0.0.1", "Host", "localhost", "User-Agent", C_AGENT)))
                .isEqualTo("https://kvs.example:1234");
    }

    @Test
    void forwardedHeadersCount_fromTrustedProxiesOnly() throws Exception {
        EndpointUrls urls = new EndpointUrls(null, List.of(AddressRange.parse("10.0.0.0/8")));
        String[] headers = {"Host", "inner:8443", "X-Forwarded-Host", "kvs.example, other", "X-Forwarded-Proto", "https"
        };
        assertThat(urls.of(head(false, "10.1.2.3", headers))).isEqualTo("https://kvs.example");
        assertThat(urls.of(head(false, "11.1.2.3", headers))).isEqualTo("http://inner:8443");
        assertThat(PLAIN.of(head(false, "10.1.2.3", headers))).isEqualTo("http://inner:8443");
        assertThat(urls.of(head(false, "10.1.2.3", "Host", "i", "X-Forwarded-Host", "h", "X-Forwarded-Port", "8080")))
                .isEqualTo("http://h:8080");
        assertThat(urls.of(head(false, "10.1.2.3", "Host", "inner:1", "X-Forwarded-Host", "e/vil")))
                .isEqualTo("http://inner:1");
    }

    @Test
    void rangesAreAddressesWithPrefixes() throws Exception {
        assertThat(AddressRange.parse("192.168.4.0/22").contains(InetAddress.ofLiteral("192.168.7.255")))
                .isTrue();
        assertThat(AddressRange.parse("192.168.4.0/22").contains(InetAddress.ofLiteral("192.168.8.0")))
                .isFalse();
        assertThat(AddressRange.parse("::1").contains(InetAddress.ofLiteral("::1")))
                .isTrue();
        assertThat(AddressRange.parse("::1").contains(InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
        for (String bad : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> AddressRange.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
