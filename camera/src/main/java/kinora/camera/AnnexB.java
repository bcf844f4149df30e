package kinora.camera;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// ITU-T H.264 annex B, what encoders write: NAL units behind start codes; and its rewriting for Matroska and MP4.
final class AnnexB {
    private static final int NAL_SPS = 7;
    private static final int NAL_PPS = 8;
    private static final int NAL_ACCESS_UNIT_DELIMITER = 9;
    private static final int START_CODE_BYTES = 3;
    private static final int LENGTH_BYTES = 4;

    private AnnexB() {}

    static int nalType(ByteBuffer nal) {
        return nal.get(nal.position()) & 0x1F;
    }

    /// Views of the NAL units, without start codes and without the zeros that may trail them.
    static List<ByteBuffer> nalUnits(ByteBuffer stream) {
        List<ByteBuffer> units = new ArrayList<>();
        int startCode = nextStartCode(stream, stream.position());
        while (startCode < stream.limit()) {
            int start = startCode + START_CODE_BYTES;
            startCode = nextStartCode(stream, start);
            int end = withoutTrailingZeros(stream, start, startCode);
            if (end > start) {
                units.add(stream.slice(start, end - start));
            }
        }
        return units;
    }

    /// ISO/IEC 14496-15: each NAL unit behind its length in 4 bytes. Parameter sets live in the avcC alone ("avc1"
    /// forbids them in band) and delimiters are of no use there, so both are left out.
    static ByteBuffer toLengthPrefixed(ByteBuffer stream) {
        List<ByteBuffer> units = nalUnits(stream).stream()
                .filter(nal -> belongsInSample(nalType(nal)))
                .toList();
        int length =
                units.stream().mapToInt(nal -> LENGTH_BYTES + nal.remaining()).sum();
        ByteBuffer sample = ByteBuffer.allocate(length);
        for (ByteBuffer nal : units) {
            sample.putInt(nal.remaining()).put(nal.duplicate());
        }
        return sample.flip();
    }

    private static boolean belongsInSample(int nalType) {
        return nalType != NAL_SPS && nalType != NAL_PPS && nalType != NAL_ACCESS_UNIT_DELIMITER;
    }

    /// The index of the next 00 00 01 at or after `from`, or the limit.
    private static int nextStartCode(ByteBuffer stream, int from) {
        for (int i = from; i + START_CODE_BYTES <= stream.limit(); i++) {
            if (stream.get(i) == 0 && stream.get(i + 1) == 0 && stream.get(i + 2) == 1) {
                return i;
            }
        }
        return stream.limit();
    }

    private static int withoutTrailingZeros(ByteBuffer stream, int start, int end) {
        int last = end;
        while (last > start && stream.get(last - 1) == 0) {
            last--;
        }
        return last;
    }
}
