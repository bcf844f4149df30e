package kinora.formats.codec;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.nal.NalCursor;

/// Puts NAL units behind lengths of 4 bytes. Parameter sets that the configuration already holds are left out, as
/// ISO/IEC 14496-15 wants it for `avc1` and `hvc1`; others stay, for without them the pictures could not be decoded.
final class NalRepair implements FrameRepair {
    private static final int LENGTH_BYTES = 4;

    private final NalCodec codec;
    private final FrameForm form;
    private final Set<ByteBuffer> known = new HashSet<>();

    NalRepair(SampleFormat.Video format, FrameForm form) {
        this.codec = NalCodec.of(format.codec());
        this.form = form;
        try {
            codec.readRecord(format.configuration().asByteBuffer())
                    .units()
                    .forEach(unit -> known.add(unit.asByteBuffer()));
        } catch (MalformedMediaException e) {
            throw new IllegalArgumentException("a sample format without its configuration", e);
        }
    }

    @Override
    public boolean changesNothing() {
        return false;
    }

    @Override
    public void append(ByteBuffer frame, long firstSample, ByteSink out) throws MalformedMediaException {
        NalCursor units = NalForms.units(form, frame);
        int before = out.length();
        while (units.next()) {
            if (!codec.isParameterSet(units.u8(0)) || !known.contains(units.unit())) {
                out.bigEndian(units.length(), LENGTH_BYTES).bytes(units.unit());
            }
        }
        if (out.length() == before && frame.hasRemaining()) {
            throw new MalformedMediaException("a frame without a NAL unit", 0);
        }
    }
}
