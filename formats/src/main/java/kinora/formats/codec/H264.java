package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.h264.AvcConfiguration;
import kinora.formats.codec.h264.H264Nal;
import kinora.formats.codec.h264.H264Sps;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.ParameterSets;

/// H.264 among the codecs that are made of NAL units.
final class H264 implements NalCodec {
    @Override
    public ParameterSets readRecord(ByteBuffer codecPrivate) throws MalformedMediaException {
        return AvcConfiguration.read(codecPrivate);
    }

    @Override
    public ParameterSets gather(NalCursor units) throws MalformedMediaException {
        return AvcConfiguration.gather(units);
    }

    @Override
    public SampleFormat.Video format(ParameterSets sets) throws MalformedMediaException {
        AvcConfiguration configuration = (AvcConfiguration) sets;
        H264Sps sps = H264Sps.read(configuration.sps().get(0).asByteBuffer());
        return new SampleFormat.Video(
                VideoCodec.H264,
                sps.width(),
                sps.height(),
                configuration.write(),
                sps.reorderFrames(),
                sps.framesPerSecond(),
                sps.codecs());
    }

    @Override
    public boolean isParameterSet(int firstByte) {
        int type = H264Nal.type(firstByte);
        return type == H264Nal.SPS || type == H264Nal.PPS;
    }
}
