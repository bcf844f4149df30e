package kinora.store.journal;

/// Where a record lies: segment number, offset of its header, length of its sealed payload.
public record RecordLocation(long segment, long offsetBytes, int payloadBytes) {
    public RecordLocation {
        if (offsetBytes < SegmentHeader.BYTES || payloadBytes <= 0) {
            throw new IllegalArgumentException("offset " + offsetBytes + ", payload " + payloadBytes);
        }
    }
}
