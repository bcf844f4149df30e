package kinora.formats.codec.h264;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;

/// The AVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 5.3.3.1: what `avcC` and CodecPrivate hold.
///
/// ```
/// | 1 | profile | constraints | level | 111111 length size − 1 | 111 SPS count | (u16 length, SPS) … | PPS count | …
/// ```
/// `lengthBytes` is how long the NAL lengths in samples are; the parameter sets are whole NAL units.
public record AvcConfiguration(int lengthBytes, List<Bytes> sps, List<Bytes> pps) implements ParameterSets {
    private static final int VERSION = 1;
    private static final int SPS_MAX = 31;
    private static final int PPS_MAX = 255;

    /// A NAL header and profile, constraints, level, which the record repeats.
    private static final int SPS_BYTES_MIN = 4;

    /// Each parameter set's length has 16 bits.
    private static final int SET_BYTES_MAX = 0xFFFF;

    public AvcConfiguration {
        sps = List.copyOf(sps);
        pps = List.copyOf(pps);
    }

    public static AvcConfiguration read(ByteBuffer record) throws MalformedMediaException {
        ByteBuffer in = record.slice();
        if (in.remaining() < 6 || in.get() != VERSION) {
            throw new MalformedMediaException("no avcC of version 1", 0);
        }
        in.position(4);
        int lengthBytes = 1 + (in.get() & 3);
        if (lengthBytes == 3) {
            throw new MalformedMediaException("an avcC with NAL lengths of 3 bytes", 4);
        }
        List<Bytes> sps = readSets(in, in.get() & 0x1F, H264Nal.SPS);
        if (!in.hasRemaining()) {
            throw new MalformedMediaException("an avcC ends before its PPS", in.position());
        }
        return new AvcConfiguration(lengthBytes, sps, readSets(in, in.get() & 0xFF, H264Nal.PPS));
    }

    private static List<Bytes> readSets(ByteBuffer in, int count, int type) throws MalformedMediaException {
        List<Bytes> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = in.remaining() < 2 ? 0 : in.getShort() & 0xFFFF;
            if (length == 0 || length > in.remaining() || H264Nal.type(in.get(in.position())) != type) {
                throw new MalformedMediaException("an avcC whose parameter sets do not fit", in.position());
            }
            byte[] set = new byte[length];
            in.get(set);
            sets.add(Bytes.of(set));
        }
        return sets;
    }

    /// The parameter sets among these units, each once; there may be none.
    public static AvcConfiguration gather(NalCursor units) throws MalformedMediaException {
        List<Bytes> sps = new ArrayList<>();
        List<Bytes> pps = new ArrayList<>();
        while (units.next()) {
            switch (H264Nal.type(units.u8(0))) {
                case H264Nal.SPS -> addOnce(sps, units, SPS_BYTES_MIN, SPS_MAX);
                case H264Nal.PPS -> addOnce(pps, units, 2, PPS_MAX);
                default -> {} // slices and messages
            }
        }
        return new AvcConfiguration(4, sps, pps);
    }

    private static void addOnce(List<Bytes> sets, NalCursor unit, int bytesMin, int countMax) {
        if (unit.length() < bytesMin || unit.length() > SET_BYTES_MAX || sets.size() == countMax) {
            return;
        }
        byte[] set = new byte[unit.length()];
        unit.unit().get(set);
        Bytes value = Bytes.of(set);
        if (!sets.contains(value)) {
            sets.add(value);
        }
    }

    @Override
    public boolean isComplete() {
        return !sps.isEmpty() && !pps.isEmpty() && sps.get(0).length() >= SPS_BYTES_MIN;
    }

    @Override
    public List<Bytes> units() {
        List<Bytes> units = new ArrayList<>(sps);
        units.addAll(pps);
        return units;
    }

    /// The record for samples with 4-byte lengths; needs to be complete.
    public Bytes write() throws MalformedMediaException {
        Bytes first = sps.get(0);
        H264Sps parsed = H264Sps.read(first.asByteBuffer());
        ByteSink out = new ByteSink();
        out.u8(VERSION).u8(first.u8(1)).u8(first.u8(2)).u8(first.u8(3)).u8(0xFC | 3);
        out.u8(0xE0 | sps.size());
        sps.forEach(set -> writeSet(out, set));
        out.u8(pps.size());
        pps.forEach(set -> writeSet(out, set));
        if (H264Sps.tellsChroma(parsed.profile())) {
            out.u8(0xFC | parsed.chromaFormat());
            out.u8(0xF8 | parsed.bitDepthLuma() - 8)
                    .u8(0xF8 | parsed.bitDepthChroma() - 8)
                    .u8(0);
        }
        return Bytes.of(out.toByteArray());
    }

    private static void writeSet(ByteSink out, Bytes set) {
        out.u16(set.length()).bytes(set.asByteBuffer());
    }
}
