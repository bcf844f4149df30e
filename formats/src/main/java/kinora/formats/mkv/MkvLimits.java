package kinora.formats.mkv;

/// How much of everything the parser takes. Checked when a size is declared, before anything is kept.
public record MkvLimits(
        long headerBytesMax,
        int masterBytesMax,
        int tagsBytesMax,
        int codecPrivateBytesMax,
        int tracksMax,
        int simpleTagsMax,
        int depthMax,
        long elementBytesMax) {

    /// All that stands before the first Cluster is kept with the stream and repeated to its readers: 4 MiB hold
    /// every track's CodecPrivate and some padding, and no attached film.
    public static final long HEADER_BYTES_MAX = 4 << 20;

    /// An EBML header takes 35 bytes in practice; the same for every caller.
    public static final int EBML_HEADER_BYTES_MAX = 1 << 10;

    /// Info and Tracks are held in memory whole; Tracks must have room for a CodecPrivate or two.
    public static final int MASTER_BYTES_MAX = 2 << 20;

    /// A fragment's 10 tags take 4 KB; muxers' statistics for 16 tracks some 16 KB.
    public static final int TAGS_BYTES_MAX = 256 << 10;

    /// Parameter sets take under 1 KB, Vorbis headers some 10 KB, subtitle styles with fonts the rest.
    public static final int CODEC_PRIVATE_BYTES_MAX = 1 << 20;

    /// Above every limit on tracks that a caller sets (3 in AWS), so that the caller's own error is the one given.
    public static final int TRACKS_MAX = 64;

    /// In one Tags element, nested ones included; likewise above the caller's limit (10 in AWS).
    public static final int SIMPLE_TAGS_MAX = 1_024;

    /// Masters inside a collected master: Tracks needs 3, SimpleTags within SimpleTags a few more.
    public static final int DEPTH_MAX = 8;

    /// Skipped, never held: above every fragment limit, and frame sizes stay in an `int`.
    public static final long ELEMENT_BYTES_MAX = 1 << 30;

    public static final MkvLimits DEFAULT = new MkvLimits(
            HEADER_BYTES_MAX,
            MASTER_BYTES_MAX,
            TAGS_BYTES_MAX,
            CODEC_PRIVATE_BYTES_MAX,
            TRACKS_MAX,
            SIMPLE_TAGS_MAX,
            DEPTH_MAX,
            ELEMENT_BYTES_MAX);

    public MkvLimits {
        positive(headerBytesMax, "headerBytesMax");
        positive(masterBytesMax, "masterBytesMax");
        positive(tagsBytesMax, "tagsBytesMax");
        positive(codecPrivateBytesMax, "codecPrivateBytesMax");
        positive(tracksMax, "tracksMax");
        positive(simpleTagsMax, "simpleTagsMax");
        positive(depthMax, "depthMax");
        positive(elementBytesMax, "elementBytesMax");
        if (elementBytesMax > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("elementBytesMax " + elementBytesMax);
        }
    }

    private static void positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
