package kinora.formats.mpegts;

import java.util.List;
import kinora.formats.bits.ByteSink;

/// The two tables that lead to a program's tracks: PAT and PMT (ISO/IEC 13818-1, 2.4.4).
final class TsTables {
    static final int PAT_PID = 0;
    static final int PMT_PID = 0x1000;

    private static final int PROGRAM = 1;
    private static final int PAT_ID = 0;
    private static final int PMT_ID = 2;
    private static final int SYNTAX = 0xB000;
    private static final int RESERVED_PID = 0xE000;
    private static final int RESERVED_LENGTH = 0xF000;
    private static final int VERSION_0_CURRENT = 0xC1;
    private static final int CHECKSUM_BYTES = 4;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private TsTables() {}

    static byte[] pat() {
        ByteSink out = new ByteSink(32);
        begin(out, PAT_ID, 1);
        out.u16(PROGRAM).u16(RESERVED_PID | PMT_PID);
        return end(out);
    }

    static byte[] pmt(List<? extends ElementaryStream> streams, int clockPid) {
        ByteSink out = new ByteSink(64);
        begin(out, PMT_ID, PROGRAM);
        out.u16(RESERVED_PID | clockPid).u16(RESERVED_LENGTH);
        for (ElementaryStream stream : streams) {
            out.u8(stream.type()).u16(RESERVED_PID | stream.pid()).u16(RESERVED_LENGTH);
        }
        return end(out);
    }

    private static void begin(ByteSink out, int tableId, int id) {
        out.u8(tableId).u16(SYNTAX).u16(id).u8(VERSION_0_CURRENT).u8(0).u8(0);
    }

    private static byte[] end(ByteSink out) {
        out.setBigEndian(1, SYNTAX | (out.length() - 3 + CHECKSUM_BYTES), 2);
        out.u32(checksum(out.toByteArray()));
        return out.toByteArray();
    }

    /// Annex A: the CRC of 32 bits that starts with ones and reflects nothing.
    static int checksum(byte[] bytes) {
        int crc = -1;
        for (byte value : bytes) {
            crc ^= value << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
            }
        }
        return crc;
    }
}
