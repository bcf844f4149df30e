package kinora.model;

import java.math.BigInteger;

/// The number of a fragment: 47 decimal digits that sort equally as text and as numbers, sequence above time.
///
/// ```
///   bit 156        constant 1, so that every number has 47 digits
///   bits 92..155   sequence
///   bits 28..91    server timestamp, ms since the epoch
///   bits 0..27     random
/// ```
///
/// Opaque to clients; the layout is the one seen in numbers of the real service.
public record FragmentNumber(long sequence, long serverTimestampMs, int random) implements Comparable<FragmentNumber> {
    public static final int DIGITS = 47;
    public static final int RANDOM_BITS = 28;

    private static final int TIME_SHIFT = RANDOM_BITS;
    private static final int SEQUENCE_SHIFT = TIME_SHIFT + Long.SIZE;
    private static final BigInteger TOP = BigInteger.ONE.shiftLeft(SEQUENCE_SHIFT + Long.SIZE);
    private static final BigInteger LONG_MASK =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    public FragmentNumber {
        if (sequence < 0 || serverTimestampMs < 0 || random < 0 || random >= 1 << RANDOM_BITS) {
            throw new IllegalArgumentException(
                    "sequence " + sequence + ", server timestamp " + serverTimestampMs + ", random " + random);
        }
    }

    /// Reads the decimal form; refuses what this layout cannot have produced.
    public static FragmentNumber parse(String digits) {
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a fragment number");
        }
        BigInteger below = new BigInteger(digits).subtract(TOP);
        BigInteger sequence = below.shiftRight(SEQUENCE_SHIFT);
        BigInteger time = below.shiftRight(TIME_SHIFT).and(LONG_MASK);
        if (below.signum() < 0 || sequence.bitLength() >= Long.SIZE || time.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("not a fragment number");
        }
        int random = below.intValue() & ((1 << RANDOM_BITS) - 1);
        return new FragmentNumber(sequence.longValueExact(), time.longValueExact(), random);
    }

    @Override
    public int compareTo(FragmentNumber other) {
        int bySequence = Long.compare(sequence, other.sequence);
        int byTime = bySequence != 0 ? bySequence : Long.compare(serverTimestampMs, other.serverTimestampMs);
        return byTime != 0 ? byTime : Integer.compare(random, other.random);
    }

    @Override
    public String toString() {
        return TOP.add(BigInteger.valueOf(sequence).shiftLeft(SEQUENCE_SHIFT))
                .add(BigInteger.valueOf(serverTimestampMs).shiftLeft(TIME_SHIFT))
                .add(BigInteger.valueOf(random))
                .toString();
    }
}
