package kinora.camera;

import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/// Sound in, AAC-LC packets out (FFmpeg's own encoder); all channels carry the same sound.
final class AudioEncoder implements AutoCloseable {
    /// ISO/IEC 14496-3: an AAC-LC packet covers 1,024 samples.
    static final int PACKET_SAMPLES = 1024;

    private final NativeEncoder encoder;
    private final int channels;
    private final byte[] audioSpecificConfig;

    AudioEncoder(AudioSettings settings) throws CameraException {
        encoder = new NativeEncoder("aac");
        channels = settings.channels();
        try {
            configure(settings);
            encoder.open();
            audioSpecificConfig = encoder.extradata();
            prepareFrame(settings);
        } catch (CameraException | RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    byte[] audioSpecificConfig() {
        return audioSpecificConfig;
    }

    /// `samples` are the [#PACKET_SAMPLES] from `firstSample` on; what comes out lies one packet before them, and
    /// its `pts` says where, counted in samples. The first result has a negative one: it is the run-up, no sound.
    @Nullable EncodedPacket encode(float[] samples, long firstSample) throws CameraException {
        assert samples.length == PACKET_SAMPLES : samples.length;
        encoder.makeFrameWritable();
        AVFrame frame = encoder.frame();
        for (int channel = 0; channel < channels; channel++) {
            frame.data(channel)
                    .capacity((long) PACKET_SAMPLES * Float.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .put(samples);
        }
        frame.pts(firstSample);
        return encoder.encode();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private void configure(AudioSettings settings) {
        AVCodecContext context = encoder.context();
        context.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(settings.samplesPerSecond());
        context.time_base().num(1).den(settings.samplesPerSecond());
        context.bit_rate(settings.bitsPerSecond()).profile(avcodec.AV_PROFILE_AAC_LOW);
        avutil.av_channel_layout_default(context.ch_layout(), settings.channels());
    }

    private void prepareFrame(AudioSettings settings) throws CameraException {
        AVFrame frame = encoder.frame();
        frame.format(avutil.AV_SAMPLE_FMT_FLTP).nb_samples(PACKET_SAMPLES).sample_rate(settings.samplesPerSecond());
        avutil.av_channel_layout_default(frame.ch_layout(), settings.channels());
        encoder.allocateFrame();
    }
}
