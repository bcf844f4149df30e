package kinora.formats.codec.flac;

import kinora.formats.bits.BitSink;

/// What a fixed predictor leaves of one channel, RFC 9639 sections 9.2.5 and 9.2.7: Rice codes in equal partitions.
final class Residual {
    static final int ORDER_MAX = 4;

    private static final int PARTITION_ORDER_MAX = 6;

    /// One below the escape code of 5-bit parameters.
    private static final int PARAMETER_MAX = 30;

    private static final int PARAMETER_BITS = 5;
    private static final int HEADER_BITS = 2 + 4;

    final int order;
    private final int[] folded;
    private final int partitionOrder;
    private final long bits;

    private Residual(int order, int[] folded) {
        this.order = order;
        this.folded = folded;
        int best = 0;
        long bestBits = Long.MAX_VALUE;
        for (int p = 0; p <= PARTITION_ORDER_MAX && fits(p); p++) {
            long now = bits(p);
            best = now < bestBits ? p : best;
            bestBits = Math.min(now, bestBits);
        }
        partitionOrder = best;
        bits = bestBits;
    }

    /// By the predictor that leaves least. `samples` has at most 24 bits each, so that nothing overflows.
    static Residual of(int[] samples) {
        int[] left = samples.clone();
        int best = 0;
        long bestSum = Long.MAX_VALUE;
        int orders = Math.min(ORDER_MAX, samples.length - 1);
        for (int order = 0; order <= orders; order++) {
            long sum = sum(left, orders);
            best = sum < bestSum ? order : best;
            bestSum = Math.min(sum, bestSum);
            difference(left, order);
        }
        return new Residual(best, folded(samples, best));
    }

    private static long sum(int[] values, int from) {
        long sum = 0;
        for (int i = from; i < values.length; i++) {
            sum += Math.abs((long) values[i]);
        }
        return sum;
    }

    private static void difference(int[] values, int order) {
        for (int i = values.length - 1; i > order; i--) {
            values[i] -= values[i - 1];
        }
    }

    /// Zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3. The first `order` values stand for warm-up and are not used.
    private static int[] folded(int[] samples, int order) {
        int[] values = samples.clone();
        for (int o = 0; o < order; o++) {
            difference(values, o);
        }
        for (int i = order; i < values.length; i++) {
            values[i] = values[i] << 1 ^ values[i] >> 31;
        }
        return values;
    }

    private boolean fits(int p) {
        int partition = folded.length >> p;
        return partition << p == folded.length && partition > order;
    }

    private int start(int partition, int p) {
        return partition == 0 ? order : partition * (folded.length >> p);
    }

    private long bits(int p) {
        long sum = HEADER_BITS;
        for (int i = 0; i < 1 << p; i++) {
            int from = start(i, p);
            int to = start(i + 1, p);
            sum += PARAMETER_BITS + riceBits(from, to, parameter(from, to));
        }
        return sum;
    }

    /// Near the logarithm of the mean lies the best; its neighbours are tried.
    private int parameter(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += folded[i] & 0xFFFF_FFFFL;
        }
        long mean = sum / Math.max(1, to - from);
        int guess = Math.min(PARAMETER_MAX, 63 - Long.numberOfLeadingZeros(mean | 1));
        int above = Math.min(PARAMETER_MAX, guess + 1);
        return riceBits(from, to, above) < riceBits(from, to, guess) ? above : guess;
    }

    private long riceBits(int from, int to, int parameter) {
        long sum = (long) (to - from) * (1 + parameter);
        for (int i = from; i < to; i++) {
            sum += (folded[i] & 0xFFFF_FFFFL) >>> parameter;
        }
        return sum;
    }

    /// What [#write] would take.
    long bits() {
        return bits;
    }

    void write(BitSink out) {
        out.bits(1, 2).bits(partitionOrder, 4); // Rice codes with 5-bit parameters
        for (int i = 0; i < 1 << partitionOrder; i++) {
            int from = start(i, partitionOrder);
            int to = start(i + 1, partitionOrder);
            int parameter = parameter(from, to);
            out.bits(parameter, PARAMETER_BITS);
            for (int s = from; s < to; s++) {
                out.zeros((folded[s] & 0xFFFF_FFFFL) >>> parameter).bits(1, 1).bits(folded[s], parameter);
            }
        }
    }
}
