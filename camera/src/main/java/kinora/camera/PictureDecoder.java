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

/// Decodes pictures from a key frame on. Samples are fed in decode order, pictures come in the order in which they are
/// shown. Bytes that are no picture end in a [CameraException] or in no picture. Holds native memory until closed; used
/// by one thread at a time.
public final class PictureDecoder implements AutoCloseable {
    /// 8K: what decodes into more is no camera's picture but an attack on memory.
    private static final long PIXELS_MAX = 8_192L * 4_352;

    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private boolean closed;

    /// @param configuration the payload of `avcC` or `hvcC`; samples have NAL units behind lengths as it says
    public PictureDecoder(PictureCodec codec, byte[] configuration) throws CameraException {
        Ffmpeg.load();
        AVCodec decoder = avcodec.avcodec_find_decoder(codec.id);
        if (decoder == null) {
            throw new CameraException("This build of FFmpeg has no decoder for " + codec + ".");
        }
        context = avcodec.avcodec_alloc_context3(decoder);
        frame = avutil.av_frame_alloc();
        packet = avcodec.av_packet_alloc();
        try {
            open(decoder, configuration);
        } catch (CameraException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(AVCodec decoder, byte[] configuration) throws CameraException {
        int paddingBytes = avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
        BytePointer extradata = new BytePointer(avutil.av_mallocz((long) configuration.length + paddingBytes));
        extradata.put(configuration);
        context.extradata(extradata).extradata_size(configuration.length);
        context.thread_count(1);
        context.max_pixels(PIXELS_MAX);
        Ffmpeg.check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null), "open a decoder");
    }

    /// Hears each picture, which lives until the call returns.
    public interface Receiver {
        void picture(DecodedPicture picture) throws CameraException;
    }

    /// Decodes one sample; any number of pictures may come of it.
    public void decode(ByteBuffer sample, long timeMs, Receiver receiver) throws CameraException {
        ByteBuffer source = sample.duplicate();
        int length = source.remaining();
        Ffmpeg.check(avcodec.av_new_packet(packet, length), "allocate a packet");
        packet.data().capacity(length).asByteBuffer().put(source);
        packet.pts(timeMs);
        send(packet, receiver);
    }

    /// Gives out the pictures that were held back for their order. A key frame must follow.
    public void flush(Receiver receiver) throws CameraException {
        send(null, receiver);
        avcodec.avcodec_flush_buffers(context);
    }

    /// Forgets what was fed. A key frame must follow.
    public void reset() {
        avcodec.avcodec_flush_buffers(context);
    }

    private void send(@Nullable AVPacket sent, Receiver receiver) throws CameraException {
        int result = avcodec.avcodec_send_packet(context, sent);
        avcodec.av_packet_unref(packet);
        Ffmpeg.check(result, "decode a picture");
        while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
            receiver.picture(new DecodedPicture(frame));
        }
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
}
