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

/// FFmpeg's decoder, fed as a Matroska demuxer would: CodecPrivate first, then one sample at a time.
final class NativeDecoder implements AutoCloseable {
    /// FFmpeg's AV_INPUT_BUFFER_PADDING_SIZE.
    private static final int PADDING_BYTES = 64;

    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();

    NativeDecoder(int codecId, byte[] codecPrivate) throws CameraException {
        AVCodec codec = avcodec.avcodec_find_decoder(codecId);
        context = avcodec.avcodec_alloc_context3(codec);
        BytePointer extradata = new BytePointer(avutil.av_mallocz(codecPrivate.length + PADDING_BYTES));
        extradata.put(codecPrivate);
        context.extradata(extradata).extradata_size(codecPrivate.length);
        Ffmpeg.check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "open a decoder");
    }

    /// The decoded frame, valid until the next call.
    AVFrame decode(ByteBuffer sample) throws CameraException {
        byte[] bytes = new byte[sample.remaining()];
        sample.get(bytes);
        Ffmpeg.check(avcodec.av_new_packet(packet, bytes.length), "allocate a packet");
        packet.data().capacity(bytes.length).put(bytes);
        Ffmpeg.check(avcodec.avcodec_send_packet(context, packet), "decode");
        avcodec.av_packet_unref(packet);
        Ffmpeg.check(avcodec.avcodec_receive_frame(context, frame), "decode");
        return frame;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }
}
