package kinora.formats.mkv;

/// How several frames share a block, RFC 9559 section 10.3, in the order of the two flag bits.
public enum Lacing {
    NONE,
    XIPH,
    FIXED_SIZE,
    EBML;

    private static final Lacing[] BY_BITS = values();

    static Lacing of(int flags) {
        return BY_BITS[(flags >> 1) & 3];
    }
}
