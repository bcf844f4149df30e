package kinora.formats.mpegts;

import java.nio.ByteBuffer;
import kinora.formats.bits.ByteSink;

/// Cuts sections and PES packets into packets of 188 bytes (ISO/IEC 13818-1, 2.4.3.2) and counts them.
final class TsPackets {
    static final int PACKET_BYTES = 188;

    /// A continuity counter has four bits: after as many packets a segment joins the next one.
    static final int COUNTER_VALUES = 16;

    private static final int PAYLOAD_BYTES = 184;
    private static final int SYNC_BYTE = 0x47;
    private static final int UNIT_START = 0x4000;
    private static final int ADAPTATION_FIELD = 0x20;
    private static final int PAYLOAD = 0x10;
    private static final int RANDOM_ACCESS = 0x40;
    private static final int CLOCK_REFERENCE = 0x10;
    private static final int FLAGS_BYTES = 2;
    private static final int CLOCK_BYTES = 6;
    private static final int STUFFING = 0xFF;
    private static final int PIDS = 1 << 13;

    /// No clock reference.
    static final long NONE = Long.MIN_VALUE;

    private final ByteSink out;
    private final byte[] counters = new byte[PIDS];

    TsPackets(ByteSink out) {
        this.out = out;
    }

    /// A table section that fits into one packet, from its first byte to its checksum.
    void section(int pid, byte[] section) {
        head(pid, true, false);
        out.u8(0).bytes(section);
        stuff(PAYLOAD_BYTES - 1 - section.length);
    }

    /// One PES packet. The last one of its track is spread so that the track's counter ends where it began.
    void pes(int pid, ByteBuffer pes, long clockTicks, boolean randomAccess, boolean last) {
        int fieldBytes = clockTicks != NONE ? FLAGS_BYTES + CLOCK_BYTES : randomAccess ? FLAGS_BYTES : 0;
        int packets = (pes.remaining() + fieldBytes + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES;
        if (last) {
            packets += Math.floorMod(-(counters[pid] + packets), COUNTER_VALUES);
        }
        assert packets <= pes.remaining() : "a PES packet of " + pes.remaining() + " bytes cannot be spread";
        for (int left = packets; left > 0; left--) {
            boolean first = left == packets;
            int roomBytes = PAYLOAD_BYTES - (first ? fieldBytes : 0);
            int length = Math.min(roomBytes, pes.remaining() - (left - 1));
            head(pid, first, length < PAYLOAD_BYTES);
            if (length < PAYLOAD_BYTES) {
                adaptationField(PAYLOAD_BYTES - length, first ? clockTicks : NONE, first && randomAccess);
            }
            out.bytes(pes.slice(pes.position(), length));
            pes.position(pes.position() + length);
        }
    }

    private void head(int pid, boolean unitStart, boolean adaptationField) {
        int counter = counters[pid];
        counters[pid] = (byte) ((counter + 1) % COUNTER_VALUES);
        out.u8(SYNC_BYTE).u16((unitStart ? UNIT_START : 0) | pid);
        out.u8((adaptationField ? ADAPTATION_FIELD : 0) | PAYLOAD | counter);
    }

    /// `bytes` in all, the length byte among them, which may be the only one.
    private void adaptationField(int bytes, long clockTicks, boolean randomAccess) {
        out.u8(bytes - 1);
        if (bytes == 1) {
            return;
        }
        out.u8((randomAccess ? RANDOM_ACCESS : 0) | (clockTicks != NONE ? CLOCK_REFERENCE : 0));
        if (clockTicks != NONE) {
            TsClock.reference(out, clockTicks);
        }
        stuff(bytes - FLAGS_BYTES - (clockTicks != NONE ? CLOCK_BYTES : 0));
    }

    private void stuff(int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.u8(STUFFING);
        }
    }
}
