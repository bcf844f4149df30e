package kinora.formats.mpegts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads a transport stream by the standard and complains of whatever breaks it. Several segments may follow each
/// other.
final class TsReader {
    /// One PES packet.
    record Pes(int pid, long pts, long dts, boolean randomAccess, byte[] payload) {}

    final List<Pes> packets = new ArrayList<>();
    final Map<Integer, Integer> typesByPid = new HashMap<>();
    final List<Long> clock = new ArrayList<>();
    int tables;

    private final Map<Integer, Integer> counters = new HashMap<>();
    private final Map<Integer, OpenPes> open = new HashMap<>();

    private record OpenPes(boolean randomAccess, ByteArrayOutputStream bytes) {}

    static TsReader read(byte[]... segments) {
        TsReader reader = new TsReader();
        for (byte[] segment : segments) {
            assertThat(segment.length % 188).isZero();
            for (int at = 0; at < segment.length; at += 188) {
                reader.packet(ByteBuffer.wrap(segment, at, 188).slice());
            }
        }
        reader.open.keySet().stream().sorted().forEach(reader::finish);
        return reader;
    }

    private void packet(ByteBuffer in) {
        assertThat(in.get()).isEqualTo((byte) 0x47);
        int pidAndFlags = in.getShort() & 0xFFFF;
        int pid = pidAndFlags & 0x1FFF;
        boolean start = (pidAndFlags & 0x4000) != 0;
        int control = in.get();
        Integer counterBefore = counters.put(pid, control & 15);
        if (counterBefore != null) {
            assertThat(control & 15).as("counter of %d", pid).isEqualTo((counterBefore + 1) % 16);
        }
        boolean randomAccess = (control & 0x20) != 0 && adaptation(in);
        assertThat(control & 0x10).isNotZero();
        assertThat(in.hasRemaining()).isTrue();
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        if (pid == 0 || pid == 0x1000) {
            section(ByteBuffer.wrap(payload), pid);
        } else {
            media(pid, start, randomAccess, payload);
        }
    }

    private boolean adaptation(ByteBuffer in) {
        int length = in.get() & 0xFF;
        int end = in.position() + length;
        int flags = length == 0 ? 0 : in.get();
        if ((flags & 0x10) != 0) {
            long high = in.getInt() & 0xFFFF_FFFFL;
            clock.add(high << 1 | (in.getShort() >> 15 & 1));
        }
        while (in.position() < end) {
            assertThat(in.get()).isEqualTo((byte) 0xFF);
        }
        return (flags & 0x40) != 0;
    }

    private void section(ByteBuffer in, int pid) {
        tables++;
        int start = 1 + in.get();
        int length = in.getShort(start + 1) & 0xFFF;
        byte[] whole = new byte[3 + length];
        in.get(start, whole);
        assertThat(TsTables.checksum(whole)).as("checksum").isZero();
        if (pid == 0x1000) {
            for (int at = start + 12; at < start + 3 + length - 4; at += 5) {
                typesByPid.put(in.getShort(at + 1) & 0x1FFF, in.get(at) & 0xFF);
            }
        }
    }

    private void media(int pid, boolean start, boolean randomAccess, byte[] payload) {
        if (start) {
            finish(pid);
            open.put(pid, new OpenPes(randomAccess, new ByteArrayOutputStream()));
        }
        Objects.requireNonNull(open.get(pid), "no start").bytes.writeBytes(payload);
    }

    private void finish(int pid) {
        OpenPes pes = open.get(pid);
        if (pes == null) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(pes.bytes.toByteArray());
        assertThat(in.getInt(0) >> 8).isEqualTo(1);
        int announced = in.getShort(4) & 0xFFFF;
        assertThat(announced == 0 || announced == in.remaining() - 6).isTrue();
        long pts = timestamp(in, 9);
        long dts = in.get(7) == (byte) 0xC0 ? timestamp(in, 14) : pts;
        byte[] payload = new byte[in.remaining() - 9 - in.get(8)];
        in.get(9 + in.get(8), payload);
        packets.add(new Pes(pid, pts, dts, pes.randomAccess, payload));
    }

    private static long timestamp(ByteBuffer in, int at) {
        assertThat(in.get(at) & 1 & in.get(at + 2) & in.get(at + 4)).isEqualTo(1);
        return (in.get(at) & 0xEL) << 29 | (in.getShort(at + 1) & 0xFFFEL) << 14 | (in.getShort(at + 3) & 0xFFFEL) >> 1;
    }

    List<Pes> of(int pid) {
        return packets.stream().filter(pes -> pes.pid == pid).toList();
    }
}
