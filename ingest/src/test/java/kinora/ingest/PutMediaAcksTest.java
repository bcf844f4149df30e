package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kinora.formats.digest.FragmentDigest;
import kinora.formats.digest.FrameCursor;
import kinora.formats.digest.TrackDigest;
import kinora.model.LimitsMode;
import kinora.store.FragmentEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what a producer sends is what the store keeps, and the acknowledgements tell the truth in order.
class PutMediaAcksTest {
    private final Bench bench = new Bench(LimitsMode.RELAXED);

    @Test
    void answerIsOut_beforeTheStoreIsOpenAndBeforeAnyBody() {
        bench.opensAtOnce = false;
        FakeExchange exchange = bench.open();
        assertThat(exchange.sent).containsExactly("100", "200 application/json");
        assertThat(exchange.paused).isTrue();
        bench.runBlocked();
        assertThat(exchange.paused).isFalse();
        assertThat(bench.putMedia.activeSessions()).isEqualTo(1);
    }

    @ParameterizedTest(name = "pieces of {0} bytes")
    @ValueSource(ints = {1, 2, 7, 13, 100, 511, 1 << 20})
    void twoTracksAndThreeFragments_areKeptBitExact_howeverTheyArrive(int pieceBytes) throws Exception {
        Media media = Media.header(Media.VIDEO, Media.AUDIO);
        int first = media.length();
        int second = media.cluster(1_000, true).tag("place", "door").length();
        int third = media.cluster(3_000, true).length();
        media.cluster(5_000, true).endOfFragment();
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(), pieceBytes);
        bench.end(exchange);
        assertThat(bench.payload(0)).isEqualTo(media.bytes(first, second));
        assertThat(bench.payload(1)).isEqualTo(media.bytes(second, third));
        assertThat(bench.payload(2)).isEqualTo(media.bytes(third, media.length()));
        assertThat(bench.store.fragments)
                .allSatisfy(fragment -> assertThat(fragment.header.bytes()).isEqualTo(media.bytes(0, first)));
        assertThat(Bench.acks(exchange))
                .endsWith("end")
                .filteredOn(ack -> ack.contains("1000"))
                .containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "PERSISTED 1000 #");
        assertThat(bench.putMedia.activeSessions()).isZero();
        assertThat(bench.store.session().closed).isTrue();
        checkEnd(bench.store.fragments.get(0));
    }

    private static void checkEnd(MemoryStore.Fragment fragment) throws Exception {
        FragmentEnd end = Objects.requireNonNull(fragment.end);
        assertThat(end.durationMs()).isEqualTo(66);
        assertThat(end.lastFrameMs()).isEqualTo(33);
        assertThat(end.frames()).isEqualTo(4);
        assertThat(end.keyFrames()).as("of the picture alone").isEqualTo(1);
        assertThat(end.activityBytes()).isEqualTo(120 + 121);
        assertThat(FragmentTags.read(end.tags()).tags()).containsExactly(new FragmentTags.FragmentTag("place", "door"));
        FragmentDigest digest = FragmentDigest.read(end.digest());
        assertThat(digest.tracks())
                .containsExactly(new TrackDigest(1, 0, 66, 3, 541, 1), new TrackDigest(2, 0, 0, 1, 40, 1));
        FrameCursor frames = digest.frames();
        List<byte[]> read = new ArrayList<>();
        while (frames.next()) {
            int start = (int) frames.offsetBytes();
            read.add(Arrays.copyOfRange(fragment.payload(), start, start + frames.sizeBytes()));
        }
        assertThat(read)
                .containsExactly(Media.frame(300, 1), Media.frame(40, 2), Media.frame(120, 3), Media.frame(121, 4));
    }

    @Test
    void acknowledgements_areLinesOfFlatJson_eachInAChunkOfItsOwn() {
        FakeExchange exchange = bench.open();
        bench.send(
                exchange, Media.header(Media.VIDEO).cluster(1_612_524_911_136L).bytes());
        bench.end(exchange);
        String number = bench.store.fragments.get(0).number.toString();
        String rest = ",\"FragmentTimecode\":1612524911136,\"FragmentNumber\":\"" + number + "\"}\n";
        assertThat(exchange.sent)
                .containsExactly(
                        "100",
                        "200 application/json",
                        "{\"EventType\":\"BUFFERING\"" + rest,
                        "{\"EventType\":\"RECEIVED\"" + rest,
                        "{\"EventType\":\"PERSISTED\"" + rest,
                        "end");
    }

    @Test
    void nextClustersId_closesTheFragment_beforeItsTimestampIsThere() {
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        int second = media.length();
        media.cluster(2_000);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(0, second));
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #");
        bench.send(exchange, media.bytes(second, second + 12));
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "PERSISTED 1000 #");
        bench.send(exchange, media.bytes(second + 12, second + 16));
        assertThat(Bench.acks(exchange)).last().isEqualTo("BUFFERING 2000 #");
    }

    @Test
    void endOfFragmentTag_closesTheFragment_whileTheBodyStaysOpen() {
        Media media = Media.header(Media.VIDEO).cluster(1_000).endOfFragment();
        int closed = media.length();
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes());
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "PERSISTED 1000 #");
        media.tag("late", "nobody's");
        int next = media.length();
        bench.send(exchange, media.cluster(9_000).bytes(closed, media.length()));
        bench.end(exchange);
        assertThat(bench.states()).containsExactly("1000 whole", "9000 whole");
        assertThat(bench.payload(1)).isEqualTo(media.bytes(next, media.length()));
    }

    @Test
    void withoutRetention_receivedIsTheLastWord() {
        bench.stream = Bench.stream(0);
        FakeExchange exchange = bench.open();
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1_000).bytes());
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "end");
    }

    @Test
    void retentionChangedUnderAFragment_changesNothingForIt() {
        bench.stream = Bench.stream(0);
        FakeExchange exchange = bench.open();
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        bench.send(exchange, media.bytes());
        bench.store.session().retain(24);
        int next = media.length();
        bench.send(exchange, media.cluster(2_000).bytes(next, media.length()));
        bench.store.session().retain(0);
        bench.end(exchange);
        assertThat(Bench.acks(exchange))
                .containsExactly(
                        "BUFFERING 1000 #",
                        "RECEIVED 1000 #",
                        "BUFFERING 2000 #",
                        "RECEIVED 2000 #",
                        "PERSISTED 2000 #",
                        "end");
    }

    @Test
    void zeroChunk_waitsForTheLastWordOnTheLastFragment() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = bench.open();
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1_000).bytes());
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #");
        assertThat(bench.putMedia.activeSessions()).isEqualTo(1);
        bench.store.session().listener.onPersisted(bench.store.fragments.get(0).number);
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("PERSISTED 1000 #", "end");
        assertThat(bench.putMedia.activeSessions()).isZero();
    }

    @Test
    void persisted_comesInTheOrderOfTheFragments_whateverTheStoreSaysFirst() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = bench.open();
        bench.send(
                exchange,
                Media.header(Media.VIDEO).cluster(1).cluster(2).cluster(3).bytes());
        bench.end(exchange);
        bench.store.session().listener.onPersisted(bench.store.fragments.get(1).number);
        bench.store.session().listener.onPersisted(bench.store.fragments.get(0).number);
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("RECEIVED 3 #", "PERSISTED 1 #", "PERSISTED 2 #");
    }

    @Test
    void storeThatNeverSpeaks_doesNotHoldTheSessionForEver() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = bench.open();
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1).bytes());
        bench.end(exchange);
        bench.advanceSeconds(62);
        assertThat(Bench.acks(exchange)).endsWith("RECEIVED 1 #", "abort");
        assertThat(bench.putMedia.activeSessions()).isZero();
    }

    @Test
    void bodyThatCameBeforeTheStoreWasOpen_isRead() {
        bench.opensAtOnce = false;
        FakeExchange exchange = bench.open();
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1_000).bytes(), 50);
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).isEmpty();
        bench.runBlocked();
        assertThat(Bench.acks(exchange))
                .containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "PERSISTED 1000 #", "end");
    }

    @Test
    void emptyBody_endsInAnEmptyAnswer() {
        FakeExchange exchange = bench.open();
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).containsExactly("end");
    }

    @Test
    void framesArePublishedAsTheyArrive_wholeElementsOnly() {
        Media media = Media.header(Media.VIDEO);
        int start = media.length();
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.cluster(1_000).bytes(), 10);
        List<Long> ends = bench.store.fragments.get(0).published;
        long cluster = 12 + 4;
        assertThat(ends).containsExactly(cluster + 307, cluster + 307 + 126, cluster + 307 + 126 + 127);
        assertThat((long) media.length() - start).isEqualTo(ends.get(2));
    }

    @Test
    void clusterOfKnownSize_isNotShownBeforeEachTrackHasAFrame() {
        Media media = Media.header(Media.VIDEO, Media.AUDIO);
        int cluster = media.writer.beginCluster(1_000);
        media.block(1, 0, 20).block(1, 33, 20).block(2, 5, 6);
        media.writer.end(cluster);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(), 3);
        assertThat(bench.store.fragments.get(0).published).hasSize(1);
        bench.end(exchange);
        assertThat(bench.states()).containsExactly("1000 whole");
    }

    @Test
    void overlappingSessions_eachKeepTheirOwnOrder() {
        FakeExchange old = bench.open();
        FakeExchange young = bench.open();
        bench.send(old, Media.header(Media.VIDEO).cluster(5_000).bytes());
        bench.send(young, Media.header(Media.VIDEO).cluster(1_000).bytes());
        bench.end(old);
        bench.end(young);
        assertThat(Bench.acks(old)).containsExactly("BUFFERING 5000 #", "RECEIVED 5000 #", "PERSISTED 5000 #", "end");
        assertThat(Bench.acks(young)).containsExactly("BUFFERING 1000 #", "RECEIVED 1000 #", "PERSISTED 1000 #", "end");
    }
}
