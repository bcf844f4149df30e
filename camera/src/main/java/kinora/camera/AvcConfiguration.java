package kinora.camera;

import java.nio.ByteBuffer;
import java.util.List;

/// The parameter sets of an H.264 stream and their form as CodecPrivate.
record AvcConfiguration(ByteBuffer sps, ByteBuffer pps) {
    /// NAL header, profile, constraints, level: the avcC repeats the last three.
    private static final int SPS_BYTES_MIN = 4;

    AvcConfiguration {
        if (sps.remaining() < SPS_BYTES_MIN || !pps.hasRemaining()) {
            throw new IllegalArgumentException("SPS of " + sps.remaining() + " bytes, PPS of " + pps.remaining());
        }
    }

    static AvcConfiguration fromAnnexB(ByteBuffer extradata) throws CameraException {
        List<ByteBuffer> units = AnnexB.nalUnits(extradata);
        return new AvcConfiguration(first(units, 7, "SPS"), first(units, 8, "PPS"));
    }

    /// AVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 5.3.3.1, for 4-byte lengths.
    byte[] toAvcc() {
        ByteBuffer avcc = ByteBuffer.allocate(11 + sps.remaining() + pps.remaining());
        avcc.put((byte) 1).put(sps.get(1)).put(sps.get(2)).put(sps.get(3));
        avcc.put((byte) (0xFC | 3));
        avcc.put((byte) (0xE0 | 1)).putShort((short) sps.remaining()).put(sps.duplicate());
        avcc.put((byte) 1).putShort((short) pps.remaining()).put(pps.duplicate());
        return avcc.array();
    }

    private static ByteBuffer first(List<ByteBuffer> units, int nalType, String name) throws CameraException {
        return units.stream()
                .filter(nal -> AnnexB.nalType(nal) == nalType)
                .findFirst()
                .orElseThrow(() -> new CameraException("The H.264 encoder gave no " + name + "."));
    }
}
