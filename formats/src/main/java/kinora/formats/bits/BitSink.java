package kinora.formats.bits;

/// Writes single bits, most significant first, to the end of a [ByteSink].
public final class BitSink {
    private final ByteSink out;
    private long pending;
    private int pendingBits;

    public BitSink(ByteSink out) {
        this.out = out;
    }

    /// The lowest `count` bits of `value`, up to 32.
    public BitSink bits(long value, int count) {
        assert count >= 0 && count <= 32 : count;
        pending = pending << count | (value & ((1L << count) - 1));
        pendingBits += count;
        while (pendingBits >= 8) {
            pendingBits -= 8;
            out.u8((int) (pending >>> pendingBits));
        }
        return this;
    }

    public BitSink zeros(long count) {
        long left = count;
        while (left > 0) {
            int now = (int) Math.min(left, 32);
            bits(0, now);
            left -= now;
        }
        return this;
    }

    /// Fills the last byte with zeros.
    public void align() {
        bits(0, (8 - pendingBits) % 8);
    }
}
