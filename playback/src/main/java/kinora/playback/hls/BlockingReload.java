package kinora.playback.hls;

/// What a low-latency player asks of a playlist (RFC 8216bis, 6.2.5): to wait for a segment or part, and to leave out
/// what it has. Numbers are -1 where nothing was asked.
public record BlockingReload(long mediaSequence, int part, boolean skip) {
    public static final BlockingReload NONE = new BlockingReload(-1, -1, false);

    public boolean waits() {
        return mediaSequence >= 0;
    }
}
