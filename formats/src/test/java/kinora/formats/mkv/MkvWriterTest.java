package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MkvWriterTest {
    private final ByteSink out = new ByteSink();
    private final MkvWriter writer = new MkvWriter(out);

    @Test
    void serviceTags_haveFourByteSizesThroughout() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(KvsTags.MILLIS_BEHIND_NOW, "15858");
        values.put(KvsTags.CONTINUATION_TOKEN, "913");
        KvsTags.write(out, values);
        ByteSink expected = new ByteSink();
        expected.bytes(Samples.hex("1254C367 10000077 7373 10000071"));
        expected.bytes(Samples.hex("67C8 10000033 45A3 10000022")).ascii("AWS_KINESISVIDEO_MILLIS_BEHIND_NOW");
        expected.bytes(Samples.hex("4487 10000005")).ascii("15858");
        expected.bytes(Samples.hex("67C8 10000032 45A3 10000023")).ascii("AWS_KINESISVIDEO_CONTINUATION_TOKEN");
        expected.bytes(Samples.hex("4487 10000003")).ascii("913");
        assertThat(out.toByteArray()).asHexString().isEqualTo(hex(expected));
    }

    @Test
    void segmentAndCluster_areOfUnknownSizeInEightBytes() {
        writer.segment().cluster(513);
        assertThat(out.toByteArray())
                .isEqualTo(Samples.hex("18538067 01FFFFFFFFFFFFFF 1F43B675 01FFFFFFFFFFFFFF E7 82 0201"));
    }

    @Test
    void simpleBlockHeaderAndFrameApart_areASimpleBlock() {
        byte[] frame = Samples.frame(20_000);
        writer.simpleBlock(2, -5, MkvWriter.FLAG_KEY, frame);
        ByteSink apart = new ByteSink();
        new MkvWriter(apart).simpleBlockHeader(2, -5, MkvWriter.FLAG_KEY, frame.length);
        assertThat(apart.toByteArray()).isEqualTo(Samples.hex("A3 204E24 82 FFFB 80"));
        assertThat(apart.bytes(frame).toByteArray()).isEqualTo(out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"2, EC80", "3, EC8100", "128, ECFE", "129, EC1000007C"})
    void voidElement_takesTheBytesAskedFor(int totalBytes, String beginning) {
        writer.voidElement(totalBytes);
        assertThat(out.length()).isEqualTo(totalBytes);
        assertThat(out.toByteArray()).startsWith(Samples.hex(beginning));
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "255, FF", "256, 0100", "72057594037927936, 0100000000000000", "-1, FFFFFFFFFFFFFFFF"})
    void unsigned_takesAsFewBytesAsItNeeds(long value, String data) {
        writer.unsigned(MatroskaElement.TIMESTAMP, value);
        String length = Integer.toHexString(0x80 | data.length() / 2);
        assertThat(out.toByteArray()).isEqualTo(Samples.hex("E7" + length + data));
    }

    @Test
    void whatIsWritten_readsBack() throws Exception {
        Info info = new Info(500_000, 7.25, "title", "muxer", "writer");
        Track full = new Track(
                7,
                -3,
                Track.TYPE_SUBTITLE,
                "S_TEXT/UTF8",
                Bytes.of(new byte[] {1, 2}),
                "n",
                "ger",
                40_000_000,
                null,
                new Track.Audio(44_100, 6, 24));
        List<Track> tracks = List.of(Samples.VIDEO, Samples.AUDIO, full);
        Tags tags = new Tags(List.of(
                new Tags.Tag(new Tags.Targets(50, null, List.of(-3L)), List.of(new Tags.SimpleTag("a", "ä"))),
                new Tags.Tag(null, List.of())));
        writer.ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(info)
                .tracks(tracks)
                .tags(tags);
        List<Object> heard = new ArrayList<>();
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new Models(heard));
        parser.push(ByteBuffer.wrap(out.toByteArray()));
        parser.finish();
        assertThat(heard).containsExactly(EbmlHeader.MATROSKA, info, tracks, tags);
    }

    private record Models(List<Object> heard) implements MkvEvents {
        @Override
        public void ebmlHeader(EbmlHeader header, long end) {
            heard.add(header);
        }

        @Override
        public void info(Info info, long offset, long end) {
            heard.add(info);
        }

        @Override
        public void tracks(List<Track> tracks, long offset, long end) {
            heard.add(tracks);
        }

        @Override
        public void tags(Tags tags, long offset, long end) {
            heard.add(tags);
        }
    }

    private static String hex(ByteSink sink) {
        return HexFormat.of().withUpperCase().formatHex(sink.toByteArray());
    }
}
