package kinora.camera;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/// One FFmpeg encoder with the one frame and the one packet that it uses again and again. Used by one thread at a
/// time.
final class NativeEncoder implements AutoCloseable {
    private final String name;
    private final AVCodec codec;
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private boolean closed;

    NativeEncoder(String name) throws CameraException {
        this.name = name;
        codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null) {
            throw new CameraException("This build of FFmpeg has no encoder named " + name + ".");
        }
        context = avcodec.avcodec_alloc_context3(codec);
        frame = avutil.av_frame_alloc();
        packet = avcodec.av_packet_alloc();
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        context.thread_count(1);
    }

    AVCodecContext context() {
        return context;
    }

    AVFrame frame() {
        return frame;
    }

    void set(String option, String value) throws CameraException {
        Ffmpeg.check(avutil.av_opt_set(context.priv_data(), option, value, 0), "set " + option + " of " + name);
    }

    void open() throws CameraException {
        Ffmpeg.check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "open " + name);
    }

    void allocateFrame() throws CameraException {
        Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), "allocate a frame");
    }

    /// Before each frame is filled: the encoder may still hold the last one.
    void makeFrameWritable() throws CameraException {
        Ffmpeg.check(avutil.av_frame_make_writable(frame), "reuse a frame");
    }

    byte[] extradata() {
        return copy(context.extradata(), context.extradata_size());
    }

    /// Encodes the frame; null while the encoder only fills its delay line.
    @Nullable EncodedPacket encode() throws CameraException {
        Ffmpeg.check(avcodec.avcodec_send_frame(context, frame), "encode with " + name);
        int result = avcodec.avcodec_receive_packet(context, packet);
        if (result == avutil.AVERROR_EAGAIN()) {
            return null;
        }
        Ffmpeg.check(result, "encode with " + name);
        boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        EncodedPacket encoded =
                new EncodedPacket(packet.pts(), key, ByteBuffer.wrap(copy(packet.data(), packet.size())));
        avcodec.av_packet_unref(packet);
        return encoded;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
        }
    }

    private static byte[] copy(BytePointer pointer, int length) {
        byte[] bytes = new byte[length];
        pointer.get(bytes);
        return bytes;
    }
}
