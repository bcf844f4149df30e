package kinora.sigv4;

import java.util.HexFormat;
import java.util.Objects;

/// The last line of a canonical request: the SHA-256 of the body in lower-case hex, or a literal that stands for it.
public record PayloadHash(String value) {
    /// SHA-256 of no bytes; the C producers sign PutMedia with it whatever the body.
    public static final PayloadHash EMPTY =
            new PayloadHash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    public static final PayloadHash UNSIGNED = new PayloadHash("UNSIGNED-PAYLOAD");
    public static final PayloadHash STREAMING = new PayloadHash("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

    private static final int HEX_CHARS = 64;

    public PayloadHash {
        Objects.requireNonNull(value, "value is null");
        if (!isHex(value) && !value.equals("UNSIGNED-PAYLOAD") && !value.equals("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")) {
            throw new IllegalArgumentException("neither a SHA-256 in lower-case hex nor a literal we know");
        }
    }

    /// Hash of a body that is in memory.
    public static PayloadHash of(byte[] body) {
        return new PayloadHash(Sha256.hex(body));
    }

    /// Hash of a body that was digested while it arrived.
    public static PayloadHash ofDigest(byte[] sha256) {
        return new PayloadHash(HexFormat.of().formatHex(sha256));
    }

    /// Whether this is the hash of real bytes rather than a literal.
    public boolean isDigest() {
        return isHex(value);
    }

    static boolean isHex(String text) {
        return text.length() == HEX_CHARS && text.chars().allMatch(PayloadHash::isLowerHex);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
