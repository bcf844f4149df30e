package kinora.http;

import java.net.InetSocketAddress;

/// Where to listen and what a client may cost before it is known.
public record HttpServerConfig(
        InetSocketAddress address,
        int connectionsMax,
        int requestLineBytesMax,
        int headerBytesMax,
        long headerTimeoutMs,
        long bodyTimeoutMs,
        long idleTimeoutMs,
        long writeTimeoutMs,
        int eventLoops) {
    /// One receive buffer's worth: a chunk is handed on as it arrives, never put together.
    public static final int CHUNK_BYTES_MAX = 64 << 10;

    /// All bodies of calls that are being gathered or answered: thousands of usual ones, or as many of the longest as
    /// a small heap can bear. Whoever comes on top is told to come again.
    public static final long BODIES_BYTES_MAX = 32 << 20;

    /// After an early refusal this much is read and thrown away: some clients read no answer before they have sent all.
    /// More would keep the others sending: AWS's SDK for Java 1 looks up only when its socket takes no more.
    public static final int DRAIN_BYTES_MAX = 64 << 10;

    /// Behind that nothing is read, and the client has this long to fill its buffers and notice; seconds, on a slow
    /// machine. What waits holds a descriptor and nothing more.
    public static final long DRAIN_MS_MAX = 10_000;

    public static HttpServerConfig on(InetSocketAddress address) {
        return new HttpServerConfig(address, 20_000, 8 << 10, 32 << 10, 10_000, 30_000, 60_000, 60_000, 0);
    }

    public HttpServerConfig {
        if (connectionsMax <= 0 || requestLineBytesMax <= 0 || headerBytesMax <= 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
