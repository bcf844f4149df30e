package kinora.formats.mkv;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;

/// Matroska documents made here, one for each thing that producers do differently.
final class Samples {
    static final Track VIDEO = Track.video(1, "V_MPEG4/ISO/AVC", Bytes.of(hex("0142C01EFFE1")), 640, 480);
    static final Track AUDIO =
            Track.audio(2, "A_AAC", Bytes.of(hex("1190")), 48_000, 2).withName("kvs_audio_track");

    private static final Info INFO = new Info(1_000_000, null, "Kinora", "test", "test");

    private Samples() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("camera", camera());
        all.put("known-sizes", knownSizes());
        all.put("one-byte-unknown-sizes", oneByteUnknownSizes());
        all.put("lacing", lacing());
        all.put("block-groups", blockGroups());
        all.put("tags", tags());
        all.put("unknown-ids", unknownIds());
        all.put("odd-numbers", oddNumbers());
        all.put("header-only", header().bytes());
        all.put("cut-known-cluster", cut(knownSizes(), 40));
        all.put("second-segment", secondSegment());
        return all;
    }

    static Doc header() {
        Doc doc = new Doc();
        doc.writer.ebmlHeader(EbmlHeader.MATROSKA).segment().info(INFO).tracks(List.of(VIDEO, AUDIO));
        return doc;
    }

    static byte[] frame(int length) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (i * 31 + length);
        }
        return frame;
    }

    static byte[] camera() {
        Doc doc = header();
        for (int cluster = 0; cluster < 2; cluster++) {
            doc.writer.cluster(1_763_800_000_000L + cluster * 2_000L);
            doc.writer.simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(300));
            doc.writer.simpleBlock(2, 0, MkvWriter.FLAG_KEY, frame(60));
            doc.writer.simpleBlock(2, 21, MkvWriter.FLAG_KEY, frame(61));
            doc.writer.simpleBlock(1, 33, 0, frame(140));
        }
        doc.writer.tags(Tags.of(new Tags.SimpleTag(KvsTags.END_OF_FRAGMENT, "")));
        return doc.bytes();
    }

    static byte[] knownSizes() {
        Doc doc = new Doc();
        doc.writer.ebmlHeader(EbmlHeader.MATROSKA);
        int segment = doc.writer.begin(MatroskaElement.SEGMENT);
        doc.raw("114D9B74 8E 4DBB 8B 53AB 84 1549A966 53AC 81 20").raw("EC 83 000000");
        doc.writer.info(INFO).tracks(List.of(VIDEO)).voidElement(200);
        doc.raw("BF 84 01020304");
        for (int i = 0; i < 2; i++) {
            int cluster = doc.writer.beginCluster(i * 1_000L);
            doc.writer.simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(20)).simpleBlock(1, 500, 0x09, frame(0));
            doc.writer.end(cluster);
        }
        doc.raw("1C53BB6B 84 BB 82 B3 80").writer.end(segment);
        doc.writer.voidElement(2);
        return doc.bytes();
    }

    /// As kvssink writes them; Void and CRC-32 inside a Cluster of unknown size belong to it.
    static byte[] oneByteUnknownSizes() {
        Doc doc = new Doc();
        doc.writer.ebmlHeader(EbmlHeader.MATROSKA);
        doc.raw("18538067 FF").writer.tracks(List.of(VIDEO));
        doc.raw("1F43B675 FF BF 84 AABBCCDD E7 88 0000019AA1B2C3D4 A7 81 00 A3 86 81 0000 80 AABB EC 81 00");
        doc.raw("A3 85 81 0021 00 CC").raw("1F43B675 7FFF E7 81 01 AB 81 10 A3 0100000000000005 81 0000 80 DD");
        doc.raw("1F43B675 01FFFFFFFFFFFFFF E7 80 EC 80");
        return doc.bytes();
    }

    static byte[] lacing() {
        Doc doc = header();
        doc.writer.cluster(100);
        doc.element(MatroskaElement.SIMPLE_BLOCK, "82 0000 82  02  FF01 03", frame(256 + 3 + 5));
        doc.element(MatroskaElement.SIMPLE_BLOCK, "82 0015 86  03  4190 5F9B BF", frame(400 + 300 + 300 + 7));
        doc.element(MatroskaElement.SIMPLE_BLOCK, "82 002A 84  01", frame(40));
        doc.element(MatroskaElement.SIMPLE_BLOCK, "82 003F 86  00", frame(9));
        doc.raw("A0 8C A1 8A 82 0050 02 01 02 AABBCCDD");
        return doc.bytes();
    }

    static byte[] blockGroups() {
        Doc doc = header();
        doc.writer.cluster(5_000);
        doc.raw("5854 84 58D7 81 02").raw("A0 8A A1 85 81 FFF6 08 AA 9B 81 21");
        doc.raw("A0 93 FB 81 DF 75A1 87 A6 85 A5 80 EE 81 01 A1 84 81 0021 00");
        doc.raw("AF 83 010203").raw("A0 88 EC 80 A1 84 82 0000 00");
        return doc.bytes();
    }

    static byte[] tags() {
        Doc doc = new Doc();
        doc.writer.ebmlHeader(EbmlHeader.MATROSKA).segment();
        doc.writer
                .tags(Tags.of(new Tags.SimpleTag("before", "Info")))
                .info(INFO)
                .tracks(List.of(VIDEO));
        doc.writer.tags(Tags.of(new Tags.SimpleTag("ContactId", "42"), new Tags.SimpleTag("leer", "")));
        doc.writer.cluster(0).simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(10));
        Tags.SimpleTag nested = new Tags.SimpleTag(
                "Größe", "", Bytes.of(hex("CAFE")), List.of(new Tags.SimpleTag("unit", "m\u00B2\n")));
        Tags.Targets targets = new Tags.Targets(30, "TRACK", List.of(7L, -1L));
        doc.writer.tags(new Tags(List.of(new Tags.Tag(targets, List.of(nested)))));
        KvsTags.write(doc.out, Map.of(KvsTags.END_OF_FRAGMENT, ""));
        doc.writer
                .cluster(2_000)
                .simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(11))
                .tags(new Tags(List.of()));
        return doc.bytes();
    }

    static byte[] unknownIds() {
        Doc doc = header();
        doc.raw("4FFE 82 0102").raw("1A7A6A5A 80");
        doc.writer.cluster(7);
        doc.raw("4FFE 83 010203").raw("C1 80");
        doc.writer.simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(3));
        return doc.bytes();
    }

    /// A tick of 0.1 ms, ticks before zero, fields longer than they need be, track 300.
    static byte[] oddNumbers() {
        Doc doc = new Doc();
        doc.writer.ebmlHeader(new EbmlHeader(1, 1, 4, 8, "webm", 2, 2));
        doc.raw("18538067 1FFFFFFF").writer.info(new Info(100_000, 12.5, null, null, null));
        doc.writer.tracks(List.of(Track.video(300, "V_VP8", null, 320, 240)));
        doc.raw("1F43B675 3FFFFF E7 88 0000000000000005");
        doc.writer.simpleBlock(300, -32_768, MkvWriter.FLAG_KEY, frame(2)).simpleBlock(300, 32_767, 0, frame(1));
        doc.raw("A3 1000000B 080000012C 8000 81 FFEE 00");
        return doc.bytes();
    }

    private static byte[] secondSegment() {
        Doc doc = header();
        doc.writer.cluster(1).simpleBlock(1, 0, MkvWriter.FLAG_KEY, frame(5)).segment();
        return doc.bytes();
    }

    private static byte[] cut(byte[] whole, int bytesLess) {
        return Arrays.copyOf(whole, whole.length - bytesLess);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /// A document under construction, by the writer or by hand.
    static final class Doc {
        final ByteSink out = new ByteSink();
        final MkvWriter writer = new MkvWriter(out);

        Doc raw(String hex) {
            out.bytes(hex(hex));
            return this;
        }

        Doc element(MatroskaElement element, String headHex, byte[] rest) {
            ByteSink body = new ByteSink();
            writer.binary(element, body.bytes(hex(headHex)).bytes(rest).toByteArray());
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
