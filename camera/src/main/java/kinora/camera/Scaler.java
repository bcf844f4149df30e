package kinora.camera;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/// Brings pictures to another size and pixel format.
final class Scaler {
    private Scaler() {}

    /// Fills `target`, an empty frame, with the picture. Range and matrix of its colours are taken from `source`.
    static void scale(AVFrame source, AVFrame target, int pixelFormat, int width, int height) throws CameraException {
        target.format(pixelFormat).width(width).height(height);
        target.color_range(avutil.AVCOL_RANGE_JPEG);
        Ffmpeg.check(avutil.av_frame_get_buffer(target, 0), "allocate an image");
        SwsContext context = swscale.sws_alloc_context();
        try {
            context.flags(swscale.SWS_AREA | swscale.SWS_ACCURATE_RND);
            Ffmpeg.check(swscale.sws_scale_frame(context, target, source), "scale a picture");
        } finally {
            swscale.sws_free_context(context);
        }
    }
}
