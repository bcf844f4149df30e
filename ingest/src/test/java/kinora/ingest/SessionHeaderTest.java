package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MatroskaElement;
import kinora.formats.mkv.Tags;
import kinora.model.LimitsMode;
import kinora.store.TrackHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionHeaderTest {
    private final Bench bench = new Bench(LimitsMode.RELAXED);

    private TrackHeader header(int fragment) {
        return bench.store.fragments.get(fragment).header;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 1 << 20})
    void tagsBeforeInfo_goWithTheFirstFragmentOnly_tagsBehindTracksWithAll(int pieceBytes) {
        Media media = new Media();
        media.writer.ebmlHeader(EbmlHeader.MATROSKA).segment();
        int tags = media.length();
        int info = media.tag("early", "1").tag("early", "2").length();
        media.writer.info(Info.DEFAULT).tracks(List.of(Media.VIDEO));
        int end = media.tag("late", "3").length();
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.cluster(1).cluster(2).cluster(3).bytes(), pieceBytes);
        assertThat(header(0).bytes()).isEqualTo(media.bytes(0, end));
        assertThat(header(1).bytes()).isEqualTo(Bench.join(media.bytes(0, tags), media.bytes(info, end)));
        assertThat(header(2)).isSameAs(header(1));
    }

    @Test
    void firstFragmentThatWasDropped_leavesItsTagsToTheNext() {
        Media media = new Media();
        media.writer.ebmlHeader(EbmlHeader.MATROSKA).segment().tags(Tags.of(new Tags.SimpleTag("early", "1")));
        media.writer.info(Info.DEFAULT).tracks(List.of(Media.VIDEO));
        FakeExchange exchange = bench.open();
        bench.send(
                exchange, media.cluster(1).block(9, 5, 5).cluster(2).cluster(3).bytes());
        assertThat(header(1)).isSameAs(header(0));
        assertThat(header(2)).isNotEqualTo(header(1));
    }

    @Test
    void segmentOfKnownSize_becomesOneOfUnknownSize_andAllElseStays() {
        Media media = new Media();
        media.writer.ebmlHeader(EbmlHeader.MATROSKA);
        int segment = media.length();
        int size = media.writer.begin(MatroskaElement.SEGMENT);
        media.writer.voidElement(40).info(Info.DEFAULT).tracks(List.of(Media.VIDEO));
        int cluster = media.length();
        media.knownCluster(1_000).knownCluster(2_000).writer.end(size);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(), 11);
        bench.end(exchange);
        byte[] unknown = {0x18, 0x53, (byte) 0x80, 0x67, 1, -1, -1, -1, -1, -1, -1, -1};
        byte[] expected = Bench.join(media.bytes(0, segment), unknown, media.bytes(segment + 8, cluster));
        assertThat(header(0).bytes()).isEqualTo(expected);
        assertThat(header(1)).isSameAs(header(0));
        assertThat(bench.states()).containsExactly("1000 whole", "2000 whole");
        assertThat(Bench.join(bench.payload(0), bench.payload(1))).isEqualTo(media.bytes(cluster, media.length()));
    }

    @Test
    void headerLargerThanItsLimit_isRefusedWhenItIsDeclared() {
        Media media = new Media();
        media.writer.ebmlHeader(EbmlHeader.MATROSKA).segment();
        media.out.u8(0xEC).u32(0x10500000);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes());
        assertThat(Bench.acks(exchange)).containsExactly("ERROR 4006", "end, close");
    }
}
