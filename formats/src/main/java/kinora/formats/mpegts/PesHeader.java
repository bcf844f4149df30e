package kinora.formats.mpegts;

import kinora.formats.bits.ByteSink;

/// The head of a PES packet (ISO/IEC 13818-1, 2.4.3.6).
final class PesHeader {
    static final int VIDEO = 0xE0;
    static final int AUDIO = 0xC0;

    private static final int START_CODE = 1;
    private static final int LENGTH_OFFSET = 4;
    private static final int COUNTED_FROM = 6;
    private static final int LENGTH_MAX = 0xFFFF;
    private static final int ALIGNED = 0x84;
    private static final int HAS_PTS = 0x80;
    private static final int HAS_PTS_AND_DTS = 0xC0;
    private static final int TIMESTAMP_BYTES = 5;

    private PesHeader() {}

    static void begin(ByteSink out, int streamId, long ptsTicks, long dtsTicks) {
        boolean alone = ptsTicks == dtsTicks;
        out.u24(START_CODE).u8(streamId).u16(0).u8(ALIGNED);
        out.u8(alone ? HAS_PTS : HAS_PTS_AND_DTS).u8(alone ? TIMESTAMP_BYTES : 2 * TIMESTAMP_BYTES);
        TsClock.timestamp(out, alone ? TsClock.PTS_ALONE : TsClock.PTS_OF_TWO, ptsTicks);
        if (!alone) {
            TsClock.timestamp(out, TsClock.DTS, dtsTicks);
        }
    }

    /// Says how long the packet has become. Only pictures may be longer than the field holds, which then says nothing.
    static void end(ByteSink out) {
        int length = out.length() - COUNTED_FROM;
        out.setBigEndian(LENGTH_OFFSET, length > LENGTH_MAX ? 0 : length, 2);
    }
}
