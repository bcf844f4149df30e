package kinora.formats.mp4;

import kinora.formats.bits.Bytes;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;

/// Tracks and samples that tests make up; the configurations are placeholders that no decoder sees.
final class Tracks {
    static final SampleFormat.Video H264 = video(VideoCodec.H264, 640, 360, "avc1.42c01e");
    static final SampleFormat.Video H265 = video(VideoCodec.H265, 1920, 1080, "hvc1.1.6.L93.B0");
    static final SampleFormat.Audio AAC = audio(AudioCodec.AAC, 48_000, new byte[] {0x11, (byte) 0x90}, "mp4a.40.2");
    static final SampleFormat.Audio FLAC = audio(AudioCodec.FLAC, 96_000, new byte[34], "fLaC");
    static final SampleFormat.Audio ALAW = audio(AudioCodec.G711_ALAW, 8_000, new byte[0], "alaw");
    static final SampleFormat.Audio MULAW = audio(AudioCodec.G711_MULAW, 8_000, new byte[0], "ulaw");

    private Tracks() {}

    private static SampleFormat.Video video(VideoCodec codec, int width, int height, String codecs) {
        return new SampleFormat.Video(codec, width, height, Bytes.of(new byte[] {1, 2, 3, 4}), 1, 30, codecs);
    }

    private static SampleFormat.Audio audio(AudioCodec codec, int rate, byte[] configuration, String codecs) {
        return new SampleFormat.Audio(codec, rate, 2, 1024, Bytes.of(configuration), codecs);
    }

    /// A key frame and others, all of one length of time, shown in the order in which they are decoded.
    static SampleTable plain(long baseDecodeTime, int duration, int... sizes) {
        SampleTable table = new SampleTable(baseDecodeTime);
        for (int i = 0; i < sizes.length; i++) {
            table.add(sizes[i], duration, 0, i == 0);
        }
        return table;
    }

    /// I P B B: the first to be shown is the first to be decoded.
    static SampleTable reordered(long baseDecodeTime) {
        SampleTable table = new SampleTable(baseDecodeTime);
        table.add(1000, 3000, 0, true);
        table.add(300, 3000, 6000, false);
        table.add(100, 3000, -3000, false);
        table.add(110, 3000, -3000, false);
        return table;
    }
}
