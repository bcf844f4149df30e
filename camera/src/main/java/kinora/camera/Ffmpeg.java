package kinora.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/// Loads FFmpeg's native libraries and turns its error numbers into exceptions.
final class Ffmpeg {
    /// FFmpeg's AV_ERROR_MAX_STRING_SIZE.
    private static final int ERROR_TEXT_BYTES = 64;

    private Ffmpeg() {}

    static void load() throws CameraException {
        try {
            Loader.load(avutil.class);
            Loader.load(avcodec.class);
        } catch (LinkageError e) {
            throw new CameraException(
                    "FFmpeg's native library for " + Loader.getPlatform()
                            + " could not be loaded (is org.bytedeco:ffmpeg for this platform on the class path, and"
                            + " the cache folder ~/.javacpp writable?): " + e.getMessage(),
                    e);
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    /// Gives back `result` unless it is one of FFmpeg's negative error numbers.
    static int check(int result, String doing) throws CameraException {
        if (result >= 0) {
            return result;
        }
        byte[] text = new byte[ERROR_TEXT_BYTES];
        avutil.av_strerror(result, text, text.length);
        throw new CameraException("FFmpeg failed to " + doing + ": " + new String(text, UTF_8).replace("\0", ""));
    }
}
