package kinora.camera;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// I420 pictures in, H.264 Constrained Baseline out (OpenH264): no B frames, no delay, one slice a picture.
final class VideoEncoder implements AutoCloseable {
    private final NativeEncoder encoder;
    private final AvcConfiguration configuration;

    VideoEncoder(CameraSettings settings) throws CameraException {
        encoder = new NativeEncoder("libopenh264");
        try {
            configure(settings);
            encoder.open();
            configuration = AvcConfiguration.fromAnnexB(ByteBuffer.wrap(encoder.extradata()));
            prepareFrame(settings);
        } catch (CameraException | RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    AvcConfiguration configuration() {
        return configuration;
    }

    /// One access unit as length-prefixed NAL units. The time of the n-th picture is n frame intervals.
    ByteBuffer encode(I420Picture picture, long frameIndex, boolean key) throws CameraException {
        encoder.makeFrameWritable();
        AVFrame frame = encoder.frame();
        copyPlane(picture.y, picture.width, frame, 0);
        copyPlane(picture.u, picture.width / 2, frame, 1);
        copyPlane(picture.v, picture.width / 2, frame, 2);
        frame.pts(frameIndex).pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        EncodedPacket packet = encoder.encode();
        if (packet == null || packet.key() != key) {
            throw new CameraException("OpenH264 did not give the " + (key ? "key frame" : "frame") + " asked for.");
        }
        return AnnexB.toLengthPrefixed(packet.data());
    }

    @Override
    public void close() {
        encoder.close();
    }

    private void configure(CameraSettings settings) throws CameraException {
        AVCodecContext context = encoder.context();
        context.width(settings.width()).height(settings.height()).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(settings.framesPerSecond());
        context.framerate().num(settings.framesPerSecond()).den(1);
        context.gop_size(settings.keyFrameIntervalFrames()).max_b_frames(0);
        context.bit_rate(settings.videoBitsPerSecond());
        context.profile(avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE);
        encoder.set("rc_mode", "bitrate");
        encoder.set("allow_skip_frames", "0");
    }

    private void prepareFrame(CameraSettings settings) throws CameraException {
        encoder.frame()
                .format(avutil.AV_PIX_FMT_YUV420P)
                .width(settings.width())
                .height(settings.height());
        encoder.allocateFrame();
    }

    /// FFmpeg pads rows to its SIMD width, ours have no gaps.
    private static void copyPlane(byte[] plane, int width, AVFrame frame, int index) {
        int strideBytes = frame.linesize(index);
        int rows = plane.length / width;
        ByteBuffer target =
                frame.data(index).capacity((long) strideBytes * rows).asByteBuffer();
        for (int row = 0; row < rows; row++) {
            target.put(row * strideBytes, plane, row * width, width);
        }
    }
}
