package kinora.server;

import java.net.InetSocketAddress;
import java.util.Objects;
import kinora.http.TlsFiles;
import org.jspecify.annotations.Nullable;

/// A second listener that speaks HTTP/2 and HTTP/1.1 over TLS; playback sessions are handed out with its address.
///
/// @param advertisedUrl what players are told to go to, or null for the host they asked at this listener's port
public record PlaybackListener(
        InetSocketAddress listen, TlsFiles tls, @Nullable String advertisedUrl) {
    public PlaybackListener {
        Objects.requireNonNull(listen, "address is null");
        Objects.requireNonNull(tls, "TLS files are null");
    }
}
