package kinora.playback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/// What FFmpeg finds in a file: the oracle for all that playback writes.
public record Demuxed(List<Stream> streams, List<Packet> packets) {
    /// One stream, as its header announces it.
    public record Stream(String codec, int width, int height, int sampleRate, int timescale) {}

    /// One packet; times are in the stream's timescale.
    public record Packet(int stream, long pts, long dts, long duration, boolean key, byte[] bytes) {}

    public static Demuxed of(Path folder, byte[]... pieces) throws IOException {
        Path file = Files.createTempFile(folder, "playback", ".media");
        try (var out = Files.newOutputStream(file)) {
            for (byte[] piece : pieces) {
                out.write(piece);
            }
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        AVFormatContext context = new AVFormatContext(null);
        check(avformat.avformat_open_input(context, file.toString(), (AVInputFormat) null, (AVDictionary) null));
        try {
            check(avformat.avformat_find_stream_info(context, (PointerPointer<?>) null));
            return new Demuxed(streams(context), packets(context));
        } finally {
            avformat.avformat_close_input(context);
        }
    }

    private static List<Stream> streams(AVFormatContext context) {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            var parameters = stream.codecpar();
            streams.add(new Stream(
                    avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                    parameters.width(),
                    parameters.height(),
                    parameters.sample_rate(),
                    stream.time_base().den()));
        }
        return streams;
    }

    private static List<Packet> packets(AVFormatContext context) {
        List<Packet> packets = new ArrayList<>();
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            while (avformat.av_read_frame(context, packet) >= 0) {
                byte[] bytes = new byte[packet.size()];
                packet.data().get(bytes);
                boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
                packets.add(
                        new Packet(packet.stream_index(), packet.pts(), packet.dts(), packet.duration(), key, bytes));
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        return packets;
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("FFmpeg cannot read it: " + result);
        }
    }
}
