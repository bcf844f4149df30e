package kinora.camera;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// A picture as the decoder holds it, from one call to the next.
public final class DecodedPicture {
    private static final int JPEG_QUALITY_MAX = 100;

    /// FFmpeg's coarsest quantiser.
    private static final int QUANTISER_MAX = 31;

    /// Deflate at 9 takes five times as long as at 3 for a tenth less.
    private static final int PNG_COMPRESSION = 3;

    private final AVFrame frame;

    DecodedPicture(AVFrame frame) {
        this.frame = frame;
    }

    public long timeMs() {
        return frame.pts();
    }

    public int width() {
        return frame.width();
    }

    public int height() {
        return frame.height();
    }

    /// A JPEG of that size; quality 1 to 100 is about that of libjpeg.
    public byte[] jpeg(int width, int height, int quality) throws CameraException {
        CameraSettings.requireRange("JPEG quality", quality, 1, JPEG_QUALITY_MAX);
        int quantiser = 1 + Math.round((JPEG_QUALITY_MAX - quality) * (QUANTISER_MAX - 1f) / (JPEG_QUALITY_MAX - 1));
        try (NativeEncoder encoder = new NativeEncoder("mjpeg")) {
            AVCodecContext context = encoder.context();
            context.flags((context.flags() & ~avcodec.AV_CODEC_FLAG_GLOBAL_HEADER) | avcodec.AV_CODEC_FLAG_QSCALE);
            context.qmin(1).qmax(QUANTISER_MAX).global_quality(quantiser * avutil.FF_QP2LAMBDA);
            context.color_range(avutil.AVCOL_RANGE_JPEG);
            return encode(encoder, avutil.AV_PIX_FMT_YUVJ420P, width, height);
        }
    }

    /// A PNG of that size.
    public byte[] png(int width, int height) throws CameraException {
        try (NativeEncoder encoder = new NativeEncoder("png")) {
            encoder.context().compression_level(PNG_COMPRESSION);
            return encode(encoder, avutil.AV_PIX_FMT_RGB24, width, height);
        }
    }

    private byte[] encode(NativeEncoder encoder, int pixelFormat, int width, int height) throws CameraException {
        encoder.context().width(width).height(height).pix_fmt(pixelFormat);
        encoder.context().time_base().num(1).den(1);
        encoder.open();
        Scaler.scale(frame, encoder.frame(), pixelFormat, width, height);
        encoder.frame().pts(0).quality(encoder.context().global_quality());
        EncodedPacket image = encoder.encode();
        if (image == null) {
            throw new CameraException("FFmpeg gave no image for a picture.");
        }
        byte[] bytes = new byte[image.data().remaining()];
        image.data().get(bytes);
        return bytes;
    }
}
