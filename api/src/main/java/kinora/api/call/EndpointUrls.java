package kinora.api.call;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import kinora.http.RequestHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The URL we tell a client to go on with: the advertised one, else what a trusted proxy says it was asked for, else
/// what the request itself was sent to.
public final class EndpointUrls {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointUrls.class);

    /// A host name, an IPv4 or a bracketed IPv6 address, with a port or without.
    private static final Pattern HOST =
            Pattern.compile("([a-zA-Z0-9]([a-zA-Z0-9._-]{0,252})|\\[[0-9a-fA-F:.]{2,45}\\])(:[0-9]{1,5})?");

    /// Host names are the client's: beyond this many warnings nobody reads them any more.
    private static final int WARNED_MAX = 1_000;

    private final @Nullable String advertisedUrl;
    private final List<AddressRange> trustedProxies;
    /// Written once, when the listener for players is up.
    private volatile @Nullable Playback playback;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    public EndpointUrls(@Nullable String advertisedUrl, List<AddressRange> trustedProxies) {
        this.advertisedUrl = advertisedUrl == null ? null : stripSlash(advertisedUrl);
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    private record Playback(int port, @Nullable String advertisedUrl) {}

    /// From now on players are sent to a listener of their own, which speaks TLS.
    public void playbackAt(int port, @Nullable String url) {
        playback = new Playback(port, url == null ? null : stripSlash(url));
    }

    /// As [#of], for what a player is to open: the same host at the listener for players, if there is one.
    public String ofPlayback(RequestHead head) {
        Playback own = playback;
        if (own == null) {
            return of(head);
        }
        if (own.advertisedUrl() != null) {
            return own.advertisedUrl();
        }
        String authority = of(head).replaceFirst("^https?://", "");
        String host = hasPort(authority) ? authority.substring(0, authority.lastIndexOf(':')) : authority;
        return "https://" + withPort(host, own.port(), "https");
    }

    /// Scheme and authority, without path or trailing slash.
    public String of(RequestHead head) {
        if (advertisedUrl != null) {
            return advertisedUrl;
        }
        String forwardedHost = isFromTrustedProxy(head) ? forwarded(head, "X-Forwarded-Host") : null;
        if (forwardedHost != null && HOST.matcher(forwardedHost).matches()) {
            return forwardedUrl(head, forwardedHost);
        }
        return scheme(head.secure()) + "://" + authority(head);
    }

    private static String forwardedUrl(RequestHead head, String host) {
        String proto = forwarded(head, "X-Forwarded-Proto");
        boolean known = "https".equals(proto) || "http".equals(proto);
        String scheme = scheme(known ? "https".equals(proto) : head.secure());
        String port = forwarded(head, "X-Forwarded-Port");
        boolean portMissing = !hasPort(host) && port != null && port.matches("[0-9]{1,5}");
        return scheme + "://" + (portMissing ? withPort(host, Integer.parseInt(port), scheme) : host);
    }

    private boolean isFromTrustedProxy(RequestHead head) {
        return trustedProxies.stream()
                .anyMatch(range -> range.contains(head.remoteAddress().getAddress()));
    }

    /// The first value: the one nearest to the client.
    private static @Nullable String forwarded(RequestHead head, String name) {
        String value = head.header(name);
        if (value == null) {
            return null;
        }
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).strip();
    }

    private String authority(RequestHead head) {
        String host = head.header("host");
        if (host == null || !HOST.matcher(host).matches()) {
            return local(head.localAddress());
        }
        if (hasPort(host) || !dropsPort(head.header("user-agent"))) {
            return host;
        }
        String complete = withPort(host, head.localAddress().getPort(), scheme(head.secure()));
        if (!complete.equals(host)) {
            warnOnce(host, scheme(head.secure()) + "://" + complete);
        }
        return complete;
    }

    /// The C and C++ producers send the bare host name whatever port they connect to.
    private static boolean dropsPort(@Nullable String userAgent) {
        return userAgent != null
                && (userAgent.startsWith("AWS-SDK-KVS") || userAgent.startsWith("AWS-PRODUCER-SDK-KVS"));
    }

    private void warnOnce(String host, String url) {
        if (warned.size() < WARNED_MAX && warned.add(host)) {
            LOG.warn(
                    "A producer asked for an endpoint with 'Host: {}', without a port; it gets {}. "
                            + "If that is not how producers reach this server, set the advertised URL (--advertise).",
                    host,
                    url);
        }
    }

    private static String local(InetSocketAddress address) {
        String literal = address.getAddress().getHostAddress();
        int zone = literal.indexOf('%');
        String bare = zone < 0 ? literal : literal.substring(0, zone);
        return (bare.indexOf(':') < 0 ? bare : "[" + bare + "]") + ":" + address.getPort();
    }

    private static boolean hasPort(String host) {
        return host.lastIndexOf(':') > host.lastIndexOf(']');
    }

    private static String withPort(String host, int port, String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return port == usual ? host : host + ":" + port;
    }

    private static String scheme(boolean secure) {
        return secure ? "https" : "http";
    }

    private static String stripSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
