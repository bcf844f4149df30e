package kinora.formats.codec.flac;

import java.nio.ByteBuffer;

/// The two cyclic redundancy checks of a FLAC frame, RFC 9639 sections 9.1.8 and 9.3.
final class FlacChecksum {
    private static final int[] CRC8 = table(0x07, 8);
    private static final int[] CRC16 = table(0x8005, 16);

    private FlacChecksum() {}

    private static int[] table(int polynomial, int bits) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << (bits - 8);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ ((crc >> (bits - 1) & 1) == 0 ? 0 : polynomial);
            }
            table[i] = crc & ((1 << bits) - 1);
        }
        return table;
    }

    /// Of the bytes from index `from` to the limit.
    static int crc8(ByteBuffer bytes, int from) {
        int crc = 0;
        for (int i = from; i < bytes.limit(); i++) {
            crc = CRC8[crc ^ (bytes.get(i) & 0xFF)];
        }
        return crc;
    }

    static int crc16(ByteBuffer bytes, int from) {
        int crc = 0;
        for (int i = from; i < bytes.limit(); i++) {
            crc = (crc << 8 & 0xFFFF) ^ CRC16[crc >> 8 ^ (bytes.get(i) & 0xFF)];
        }
        return crc;
    }
}
