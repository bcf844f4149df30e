package kinora.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MatroskaElement;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;

/// Bodies as producers send them, made here.
final class Media {
    static final Track VIDEO = Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 480);
    static final Track AUDIO = Track.audio(2, "A_AAC", null, 48_000, 2);

    final ByteSink out = new ByteSink();
    final MkvWriter writer = new MkvWriter(out);

    static Media header(Track... tracks) {
        Media media = new Media();
        media.writer
                .ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(Info.DEFAULT)
                .tracks(List.of(tracks));
        return media;
    }

    static byte[] frame(int length, int seed) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (i * 7 + seed);
        }
        return frame;
    }

    /// A Cluster of unknown size with video at 0, 33, 66 ms, and audio if `audio` says so.
    Media cluster(long timecodeMs, boolean audio) {
        writer.cluster(timecodeMs).simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(300, 1));
        if (audio) {
            writer.simpleBlock(2, 0, MkvWriter.FLAG_KEY, frame(40, 2));
        }
        writer.simpleBlock(1, 33, 0, frame(120, 3)).simpleBlock(1, 66, 0, frame(121, 4));
        return this;
    }

    Media cluster(long timecodeMs) {
        return cluster(timecodeMs, false);
    }

    Media knownCluster(long timecodeMs) {
        int start = writer.beginCluster(timecodeMs);
        writer.simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(300, 1)).simpleBlock(1, 33, 0, frame(120, 3));
        writer.end(start);
        return this;
    }

    Media block(long track, int relativeMs, int length) {
        writer.simpleBlock(track, relativeMs, MkvWriter.FLAG_KEY, frame(length, 9));
        return this;
    }

    Media tag(String name, String value) {
        writer.tags(Tags.of(new Tags.SimpleTag(name, value)));
        return this;
    }

    Media endOfFragment() {
        KvsTags.write(out, Map.of(KvsTags.END_OF_FRAGMENT, ""));
        return this;
    }

    Media master(MatroskaElement element) {
        writer.end(writer.begin(element));
        return this;
    }

    int length() {
        return out.length();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(bytes(), from, to);
    }
}
