package kinora.formats.codec.h265;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;

/// The HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 8.3.3.1: what `hvcC` and CodecPrivate hold.
///
/// ```
/// | 1 | profile, tier, compatibility, constraints, level: 12 bytes | 1111 segmentation: 2 | 111111 parallelism |
/// | 111111 chroma | 11111 luma depth − 8 | 11111 chroma depth − 8 | frame rate: 2 | layers, length size − 1 |
/// | arrays | (complete, type | u16 units | (u16 length, unit) …) … |
/// ```
/// `lengthBytes` is how long the NAL lengths in samples are; the parameter sets are whole NAL units.
public record HevcConfiguration(int lengthBytes, List<Bytes> vps, List<Bytes> sps, List<Bytes> pps)
        implements ParameterSets {
    private static final int VERSION = 1;
    private static final int FIXED_BYTES = 23;
    private static final int LENGTH_SIZE_OFFSET = 21;

    /// As many as the standard knows PPS; of VPS and SPS it knows 16.
    private static final int SETS_MAX = 64;

    /// Each parameter set's length has 16 bits.
    private static final int SET_BYTES_MAX = 0xFFFF;

    public HevcConfiguration {
        vps = List.copyOf(vps);
        sps = List.copyOf(sps);
        pps = List.copyOf(pps);
    }

    /// Takes version 0 too, which some muxers wrote before the standard was out.
    public static HevcConfiguration read(ByteBuffer record) throws MalformedMediaException {
        ByteBuffer in = record.slice();
        if (in.remaining() < FIXED_BYTES || (in.get(0) & 0xFF) > VERSION) {
            throw new MalformedMediaException("no hvcC of version 1", 0);
        }
        int lengthBytes = 1 + (in.get(LENGTH_SIZE_OFFSET) & 3);
        if (lengthBytes == 3) {
            throw new MalformedMediaException("an hvcC with NAL lengths of 3 bytes", LENGTH_SIZE_OFFSET);
        }
        Gathered gathered = new Gathered();
        int arrays = in.get(FIXED_BYTES - 1) & 0xFF;
        in.position(FIXED_BYTES);
        for (int i = 0; i < arrays; i++) {
            readArray(in, gathered);
        }
        return gathered.configuration(lengthBytes);
    }

    private static void readArray(ByteBuffer in, Gathered gathered) throws MalformedMediaException {
        need(in, 3);
        in.get(); // array_completeness, NAL_unit_type: each unit says it itself
        int count = in.getShort() & 0xFFFF;
        for (int i = 0; i < count; i++) {
            need(in, 2);
            int length = in.getShort() & 0xFFFF;
            need(in, length);
            gathered.add(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
    }

    private static void need(ByteBuffer in, int count) throws MalformedMediaException {
        if (in.remaining() < count) {
            throw new MalformedMediaException("an hvcC ends before its parameter sets", in.position());
        }
    }

    /// The parameter sets among these units, each once; there may be none.
    public static HevcConfiguration gather(NalCursor units) throws MalformedMediaException {
        Gathered gathered = new Gathered();
        while (units.next()) {
            gathered.add(units.unit());
        }
        return gathered.configuration(4);
    }

    @Override
    public boolean isComplete() {
        return !vps.isEmpty() && !sps.isEmpty() && !pps.isEmpty();
    }

    @Override
    public List<Bytes> units() {
        List<Bytes> units = new ArrayList<>(vps);
        units.addAll(sps);
        units.addAll(pps);
        return units;
    }

    /// The record for samples with 4-byte lengths, its arrays marked complete; needs to be complete.
    public Bytes write() throws MalformedMediaException {
        H265Sps parsed = H265Sps.read(sps.get(0).asByteBuffer());
        ByteSink out = new ByteSink();
        out.u8(VERSION);
        parsed.profile().write(out);
        out.u16(0xF000).u8(0xFC); // no word on segmentation and parallelism
        out.u8(0xFC | parsed.chromaFormat());
        out.u8(0xF8 | parsed.bitDepthLuma() - 8).u8(0xF8 | parsed.bitDepthChroma() - 8);
        out.u16(0); // no word on the average frame rate
        out.u8(parsed.subLayers() << 3 | (parsed.subLayersNested() ? 4 : 0) | 3);
        out.u8(3);
        writeArray(out, H265Nal.VPS, vps);
        writeArray(out, H265Nal.SPS, sps);
        writeArray(out, H265Nal.PPS, pps);
        return Bytes.of(out.toByteArray());
    }

    private static void writeArray(ByteSink out, int type, List<Bytes> sets) {
        out.u8(0x80 | type).u16(sets.size());
        sets.forEach(set -> out.u16(set.length()).bytes(set.asByteBuffer()));
    }

    /// Parameter sets while they are looked for.
    private static final class Gathered {
        private final List<Bytes> vps = new ArrayList<>();
        private final List<Bytes> sps = new ArrayList<>();
        private final List<Bytes> pps = new ArrayList<>();

        void add(ByteBuffer unit) {
            if (unit.remaining() <= H265Nal.HEADER_BYTES || unit.remaining() > SET_BYTES_MAX) {
                return;
            }
            switch (H265Nal.type(unit.get(unit.position()) & 0xFF)) {
                case H265Nal.VPS -> addOnce(vps, unit);
                case H265Nal.SPS -> addOnce(sps, unit);
                case H265Nal.PPS -> addOnce(pps, unit);
                default -> {} // slices and messages
            }
        }

        private static void addOnce(List<Bytes> sets, ByteBuffer unit) {
            byte[] bytes = new byte[unit.remaining()];
            unit.duplicate().get(bytes);
            Bytes set = Bytes.of(bytes);
            if (sets.size() < SETS_MAX && !sets.contains(set)) {
                sets.add(set);
            }
        }

        HevcConfiguration configuration(int lengthBytes) {
            return new HevcConfiguration(lengthBytes, vps, sps, pps);
        }
    }
}
