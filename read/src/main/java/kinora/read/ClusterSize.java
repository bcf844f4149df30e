package kinora.read;

/// Whether a payload's Cluster says how long it is: then what follows a cut would be taken for a part of it.
public final class ClusterSize {
    private static final int ID_BYTES = 4;

    private ClusterSize() {}

    /// `bytes` from `offset` on are a payload's beginning: the Cluster's id and size at least.
    public static boolean isKnown(byte[] bytes, int offset, int length) {
        int at = offset + ID_BYTES;
        if (length <= ID_BYTES) {
            return true;
        }
        int sizeBytes = Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 23;
        if (length < ID_BYTES + sizeBytes || (bytes[at] & 0xFF >>> sizeBytes) != 0xFF >>> sizeBytes) {
            return true;
        }
        for (int i = 1; i < sizeBytes; i++) {
            if (bytes[at + i] != -1) {
                return true;
            }
        }
        return false;
    }
}
