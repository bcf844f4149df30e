package kinora.testing.browser;

/// A player that nobody here wrote, at its defaults.
public enum Player {
    HLS_JS("hls.js"),
    SHAKA("shaka"),
    VIDEO_JS("video.js"),
    DASH_JS("dash.js"),
    /// The browser's own, where it has one.
    NATIVE("native");

    private final String pageName;

    Player(String pageName) {
        this.pageName = pageName;
    }

    /// Its name in `players.js`.
    String pageName() {
        return pageName;
    }
}
