package kinora.formats.mpegts;

import kinora.formats.bits.ByteSink;

/// The 90 kHz clock of presentation and decode times (ISO/IEC 13818-1, 2.4.3.7), and its 33 bits.
final class TsClock {
    static final int HZ = 90_000;

    /// Lets decode times lie before the presentation times of media that begins at zero, and the clock before those.
    private static final long START_TICKS = 10L * HZ;

    private static final long MASK = (1L << 33) - 1;

    /// Marks of the five bytes of a timestamp: both there, presentation alone, decode.
    static final int PTS_OF_TWO = 3;

    static final int PTS_ALONE = 2;
    static final int DTS = 1;

    private TsClock() {}

    /// Media time in 90 kHz, still with all its bits.
    static long ticks(long time, int timescale) {
        return START_TICKS + time / timescale * HZ + time % timescale * HZ / timescale;
    }

    static void timestamp(ByteSink out, int mark, long ticks) {
        long wrapped = ticks & MASK;
        out.u8((int) (mark << 4 | (wrapped >> 29 & 0xE) | 1));
        out.u16((int) ((wrapped >> 14 & 0xFFFE) | 1));
        out.u16((int) ((wrapped << 1 & 0xFFFE) | 1));
    }

    /// program_clock_reference_base, six reserved bits, an extension of zero (2.4.3.5).
    static void reference(ByteSink out, long ticks) {
        long wrapped = ticks & MASK;
        int reserved = 0x7E00;
        out.u32(wrapped >> 1).u16((int) ((wrapped & 1) << 15 | reserved));
    }
}
