package kinora.model;

/// The one table of limits; `docs/reference/limits.md` is generated from it. A limit without an AWS value guards the
/// server itself and is the same in both modes.
public enum Limit {
    FRAGMENT_DURATION_MS(20_000, 60_000, "ms", "A fragment is a unit of loss and of memory."),
    FRAGMENT_BYTES(50L << 20, 256L << 20, "bytes", "An open fragment is held in memory or on disk until it closes."),
    FRAGMENTS_PER_SECOND(5, 50, "per s and stream", "Each fragment costs an index row and a share of a disk sync."),
    TRACKS(3, 16, "per session", "Each track is checked in each fragment."),
    FRAGMENT_TAGS(10, 50, "per fragment", "Tags are kept in the commit record."),
    TAG_NAME_BYTES(128, 128, "bytes", "Tags are kept in the commit record."),
    TAG_VALUE_BYTES(256, 4_096, "bytes", "Tags are kept in the commit record."),
    PUT_MEDIA_CONNECTIONS(1, 10, "per stream", "Overlapping sessions interleave; a reconnect must not be refused."),
    PUT_MEDIA_OVERLAP_CONNECTIONS(
            3, 10, "per stream", "Token rotation opens the next session before the last one has its final ack."),
    PUT_MEDIA_CALLS_PER_SECOND(5, 100, "per s and stream", "A restart loop must not starve others."),
    PUT_MEDIA_BYTES_PER_SECOND(12_500_000, Long.MAX_VALUE, "bytes/s and session", "Reading is paced, not refused."),
    PUT_MEDIA_SESSION_MS(45 * 60_000L, Long.MAX_VALUE, "ms", "AWS ends sessions; a server of your own need not."),
    PUT_MEDIA_IDLE_MS(30_000, 30_000, "ms", "A producer that sends nothing has gone."),
    GET_MEDIA_CONNECTIONS(3, 1_000, "per stream", "Each consumer costs a socket and its share of bandwidth."),
    GET_MEDIA_CALLS_PER_SECOND(5, 1_000, "per s and stream", "A reconnect loop must not starve others."),
    GET_MEDIA_BYTES_PER_SECOND(25_000_000, Long.MAX_VALUE, "bytes/s and connection", "Writing is paced, not refused."),
    GET_MEDIA_SESSION_MS(45 * 60_000L, Long.MAX_VALUE, "ms", "AWS ends long reads without an error."),
    GET_MEDIA_IDLE_MS(3_000, 30_000, "ms", "A read ends when no media arrives for this long."),
    FRAGMENT_LIST_CONNECTIONS(5, 1_000, "per stream", "Each consumer costs a socket and its share of bandwidth."),
    FRAGMENT_LIST_FRAGMENTS(1_000, 1_000, "per call", "The request body stays small."),
    CLIP_FRAGMENTS(
            200, 100_000, "per clip", "A clip's fragments are listed before it begins; it holds the first ones."),
    CLIP_BYTES(100L << 20, Long.MAX_VALUE, "bytes of fragments", "A clip is streamed; it holds the first fragments."),
    LIST_FRAGMENTS_RESULTS(1_000, 1_000, "per page", "A page is one index query."),
    IMAGES_SPAN_MS(300_000, Long.MAX_VALUE, "ms per call", "Pages bound the work; a span of your own may be longer."),
    IMAGES_INTERVAL_MS_MIN(200, 1, "ms", "Images closer than frames are the same image."),
    IMAGES_RESULTS(25, 100, "per page", "Each image is decoded, scaled and coded."),
    IMAGE_BYTES(4_718_592, 64L << 20, "bytes", "An answer is held in memory until it is sent."),
    PLAYBACK_PLAYLISTS_PER_SECOND(
            5, 100, "per s, session and kind", "A playlist is computed; a player that loops must not starve others."),
    PLAYBACK_MEDIA_PER_SECOND(20, 400, "per s and session", "A segment is read, unsealed and remuxed."),
    PLAYBACK_LIVE_SILENCE_MS(
            30_000, 300_000, "ms", "A live session on a stream that has long stopped would show nothing."),
    STREAMS(10_000, 100_000, "per account", "Every stream is a row that stays in memory."),
    STREAM_TAGS(50, 50, "per stream", "Tags are read at each authorisation."),
    CONTROL_CALLS_PER_SECOND(5, 1_000, "per s, stream and operation", "A client in a loop must not starve others."),
    REQUEST_BODY_BYTES(1L << 20, 1L << 20, "bytes", "Bodies of API calls are read whole before they are parsed."),
    REQUEST_HEADER_BYTES(32L << 10, 32L << 10, "bytes", "Headers are held before anyone is authenticated."),
    REQUEST_LINE_BYTES(8L << 10, 8L << 10, "bytes", "The request line is held before anyone is authenticated."),
    CONNECTIONS(20_000, 20_000, "per server", "Each connection costs a file descriptor and buffers.");

    private final long aws;
    private final long relaxed;
    private final String unit;
    private final String reason;

    Limit(long aws, long relaxed, String unit, String reason) {
        this.aws = aws;
        this.relaxed = relaxed;
        this.unit = unit;
        this.reason = reason;
    }

    public long in(LimitsMode mode) {
        return mode == LimitsMode.AWS ? aws : relaxed;
    }

    public int intIn(LimitsMode mode) {
        return Math.toIntExact(in(mode));
    }

    public String unit() {
        return unit;
    }

    public String reason() {
        return reason;
    }
}
