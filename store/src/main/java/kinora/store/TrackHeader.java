package kinora.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The bytes that stand before a fragment's payload when it is read: EBML header, Segment, Info, Tracks. Opaque to the
/// store, kept once per stream and segment file, found by the hash of its bytes.
public final class TrackHeader {
    public static final int ID_BYTES = 16;

    private final byte[] bytes;
    private final byte[] id;

    public TrackHeader(byte[] bytes) {
        this.bytes = bytes.clone();
        this.id = Arrays.copyOf(sha256(bytes), ID_BYTES);
    }

    /// The bytes themselves, not a copy: they must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    public byte[] id() {
        return id;
    }

    /// The head of the id: enough to tell the headers of one stream apart, and short enough for an index.
    public long shortId() {
        return shortId(id);
    }

    public static long shortId(byte[] id) {
        return ByteBuffer.wrap(id).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackHeader that && Arrays.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return "TrackHeader[" + HexFormat.of().formatHex(id) + ", " + bytes.length + " bytes]";
    }
}
