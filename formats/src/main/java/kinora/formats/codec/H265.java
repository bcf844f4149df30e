package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.h265.H265Nal;
import kinora.formats.codec.h265.H265Sps;
import kinora.formats.codec.h265.HevcConfiguration;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;

/// H.265 among the codecs that are made of NAL units.
final class H265 implements NalCodec {
    @Override
    public ParameterSets readRecord(ByteBuffer codecPrivate) throws MalformedMediaException {
        return HevcConfiguration.read(codecPrivate);
    }

    @Override
    public ParameterSets gather(NalCursor units) throws MalformedMediaException {
        return HevcConfiguration.gather(units);
    }

    @Override
    public SampleFormat.Video format(ParameterSets sets) throws MalformedMediaException {
        HevcConfiguration configuration = (HevcConfiguration) sets;
        H265Sps sps = H265Sps.read(configuration.sps().get(0).asByteBuffer());
        return new SampleFormat.Video(
                VideoCodec.H265,
                sps.width(),
                sps.height(),
                configuration.write(),
                sps.reorderFrames(),
                sps.framesPerSecond(),
                sps.codecs());
    }

    @Override
    public boolean isParameterSet(int firstByte) {
        int type = H265Nal.type(firstByte);
        return type >= H265Nal.VPS && type <= H265Nal.PPS;
    }
}
