package kinora.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Track;
import kinora.store.TrackHeader;

/// Headers and payloads as ingest stores them.
public final class Samples {
    private Samples() {}

    public static TrackHeader header() {
        ByteSink out = new ByteSink();
        Track video = Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 480);
        new MkvWriter(out)
                .ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(Info.DEFAULT)
                .tracks(List.of(video));
        return new TrackHeader(out.toByteArray());
    }

    /// A Cluster of unknown size, in two pieces: the first ends behind its first frame.
    public static byte[][] unknownSize(long timecodeMs) {
        ByteSink out = new ByteSink();
        MkvWriter writer = new MkvWriter(out).cluster(timecodeMs).simpleBlock(1, 0, MkvWriter.FLAG_KEY, new byte[20]);
        int first = out.length();
        writer.simpleBlock(1, 33, 0, new byte[10]);
        return cut(out, first);
    }

    public static byte[][] knownSize(long timecodeMs) {
        ByteSink out = new ByteSink();
        MkvWriter writer = new MkvWriter(out);
        int start = writer.beginCluster(timecodeMs);
        writer.simpleBlock(1, 0, MkvWriter.FLAG_KEY, new byte[20]);
        int first = out.length();
        writer.simpleBlock(1, 33, 0, new byte[10]).end(start);
        return cut(out, first);
    }

    private static byte[][] cut(ByteSink out, int at) {
        byte[] whole = out.toByteArray();
        return new byte[][] {Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at, whole.length)};
    }

    /// The bytes as text, for finding tags in them.
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
