package kinora.formats.mpegts;

import java.nio.ByteBuffer;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;
import kinora.formats.codec.h264.AvcConfiguration;
import kinora.formats.codec.h264.H264Nal;
import kinora.formats.codec.h265.H265Nal;
import kinora.formats.codec.h265.HevcConfiguration;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.mp4.SampleTable;

/// Pictures: one a PES packet, NAL units behind start codes, each picture behind its access unit delimiter, key frames
/// behind the parameter sets too.
final class VideoStream implements ElementaryStream {
    static final int PID = 0x100;

    private static final int H264_TYPE = 0x1B;
    private static final int H265_TYPE = 0x24;
    private static final int LENGTH_BYTES = 4;
    private static final int START_CODE = 1;

    /// Delimiters that say "any kind of slice" (ITU-T H.264, 7.3.2.4; H.265, 7.3.2.5).
    private static final byte[] H264_DELIMITER = {0, 0, 0, 1, H264Nal.ACCESS_UNIT_DELIMITER, (byte) 0xF0};

    private static final byte[] H265_DELIMITER = {0, 0, 0, 1, H265Nal.ACCESS_UNIT_DELIMITER << 1, 1, 0x50};

    private final VideoCodec codec;
    private final List<Bytes> parameterSets;
    private final TsTrack track;
    private final ByteBuffer payload;
    private final DecodeTimes times;
    private int next;
    private int offset;

    VideoStream(TsTrack track, SampleFormat.Video format) throws MalformedMediaException {
        this.codec = format.codec();
        ByteBuffer configuration = format.configuration().asByteBuffer();
        this.parameterSets = codec == VideoCodec.H264
                ? AvcConfiguration.read(configuration).units()
                : HevcConfiguration.read(configuration).units();
        this.track = track;
        this.payload = ByteBuffer.wrap(track.payload());
        this.times = DecodeTimes.of(track, format);
        this.offset = track.offset();
    }

    @Override
    public int pid() {
        return PID;
    }

    @Override
    public int type() {
        return codec == VideoCodec.H264 ? H264_TYPE : H265_TYPE;
    }

    @Override
    public int samplesDone() {
        return next;
    }

    @Override
    public int sampleCount() {
        return track.samples().count();
    }

    @Override
    public long decodeTicks() {
        return times.decodeTicks(next);
    }

    @Override
    public boolean randomAccess() {
        return track.samples().isSync(next);
    }

    @Override
    public void appendNext(ByteSink out) throws MalformedMediaException {
        SampleTable samples = track.samples();
        PesHeader.begin(out, PesHeader.VIDEO, times.presentationTicks(next), times.decodeTicks(next));
        out.bytes(codec == VideoCodec.H264 ? H264_DELIMITER : H265_DELIMITER);
        if (samples.isSync(next)) {
            parameterSets.forEach(unit -> unit(out, unit.asByteBuffer()));
        }
        int sizeBytes = samples.sizeBytes(next);
        NalCursor units = NalCursor.lengthPrefixed(payload.slice(offset, sizeBytes), LENGTH_BYTES);
        while (units.next()) {
            if (!isDelimiter(units.u8(0))) {
                unit(out, units.unit());
            }
        }
        PesHeader.end(out);
        offset += sizeBytes;
        next++;
    }

    private static void unit(ByteSink out, ByteBuffer unit) {
        out.u32(START_CODE).bytes(unit);
    }

    private boolean isDelimiter(int firstByte) {
        return codec == VideoCodec.H264
                ? H264Nal.type(firstByte) == H264Nal.ACCESS_UNIT_DELIMITER
                : H265Nal.type(firstByte) == H265Nal.ACCESS_UNIT_DELIMITER;
    }
}
