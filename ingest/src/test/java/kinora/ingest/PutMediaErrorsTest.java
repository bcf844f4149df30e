package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MatroskaElement;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;
import kinora.model.AckError;
import kinora.model.LimitsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: each error costs what it must and no more: a fragment its own, a session the open one; all else is kept.
class PutMediaErrorsTest {
    private final Bench bench = new Bench(LimitsMode.AWS);

    private FakeExchange push(Media media) {
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(), 4_096);
        return exchange;
    }

    @Test
    void fragmentAboveTheSizeLimit_isDropped_andTheNextIsKept() {
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        for (int i = 0; i < 51; i++) {
            media.block(1, 100, 1 << 20);
        }
        FakeExchange exchange = push(media.cluster(9_000));
        bench.end(exchange);
        assertThat(Bench.acks(exchange))
                .containsExactly(
                        "BUFFERING 1000 #",
                        "ERROR 1000 # 4001",
                        "BUFFERING 9000 #",
                        "RECEIVED 9000 #",
                        "PERSISTED 9000 #",
                        "end");
        assertThat(bench.states()).containsExactly("1000 given up", "9000 whole");
        assertThat(bench.payload(0).length).isLessThanOrEqualTo(50 << 20);
    }

    @Test
    void fragmentAboveTheDurationLimit_isDropped() {
        Media media = Media.header(Media.VIDEO)
                .cluster(1_000)
                .block(1, 20_000, 5)
                .block(1, 20_001, 5)
                .cluster(30_000);
        FakeExchange exchange = push(media);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "ERROR 1000 # 4002", "BUFFERING 30000 #");
    }

    @Test
    void timecodeNotAboveTheLast_isRefusedWithoutANumber() {
        FakeExchange exchange = push(Media.header(Media.VIDEO)
                .cluster(1_000)
                .cluster(1_000)
                .cluster(500)
                .cluster(1_001));
        assertThat(Bench.acks(exchange))
                .containsExactly(
                        "BUFFERING 1000 #",
                        "RECEIVED 1000 #",
                        "BUFFERING 1001 #",
                        "PERSISTED 1000 #",
                        "ERROR 1000 4004",
                        "ERROR 500 4004");
    }

    @Test
    void malformedMedia_endsTheSession_andKeepsWhatWasWhole() {
        Media media = Media.header(Media.VIDEO).cluster(1_000).cluster(2_000);
        media.out.u8(0);
        FakeExchange exchange = push(media);
        assertThat(Bench.acks(exchange)).endsWith("PERSISTED 1000 #", "ERROR 2000 # 4006", "end, close");
        assertThat(bench.states()).containsExactly("1000 whole", "2000 given up");
        assertThat(bench.store.session().closed).isTrue();
        bench.send(exchange, new byte[100]);
        assertThat(Bench.acks(exchange)).endsWith("ERROR 2000 # 4006", "end, close");
    }

    @Test
    void secondSegment_tracksAfterClusters_andClusterWithoutTracks_endTheSession() {
        Media second = Media.header(Media.VIDEO).cluster(1_000);
        second.writer.segment();
        assertThat(Bench.acks(push(second))).endsWith("ERROR 1000 # 4006", "end, close");
        assertThat(Bench.acks(push(Media.header(Media.VIDEO).cluster(1_000).master(MatroskaElement.TRACKS))))
                .endsWith("ERROR 1000 # 4006", "end, close");
        assertThat(Bench.acks(push(Media.header().cluster(1_000)))).containsExactly("ERROR 4006", "end, close");
    }

    @Test
    void clusterWithoutTimestamp_endsTheSession() {
        Media media = Media.header(Media.VIDEO);
        media.writer.beginUnknown(MatroskaElement.CLUSTER).voidElement(30);
        assertThat(Bench.acks(push(media.cluster(5)))).containsExactly("ERROR 4006", "end, close");
    }

    @Test
    void clusterWithMuchBeforeItsTimestamp_endsTheSession_withoutMemory() {
        Media media = Media.header(Media.VIDEO);
        media.writer.beginUnknown(MatroskaElement.CLUSTER).voidElement(1_100);
        assertThat(Bench.acks(push(media))).containsExactly("ERROR 4006", "end, close");
    }

    @Test
    void bodyThatEndsInsideAnElement_isMalformed() {
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(0, media.length() - 1));
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "ERROR 1000 # 4006", "end");
    }

    @Test
    void timeBeyondTheYear9999_isAnInvalidProducerTimestamp() {
        FakeExchange exchange =
                push(Media.header(Media.VIDEO).cluster(253_402_300_800_000L).cluster(5));
        assertThat(Bench.acks(exchange)).containsExactly("ERROR 253402300800000 4007", "BUFFERING 5 #");
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "name", "value"})
    void tagsBeyondTheirLimits_dropTheFragment(String what) {
        Media good = Media.header(Media.VIDEO).cluster(1_000);
        for (int i = 0; i < 10; i++) {
            good.tag("é".repeat(64), "é".repeat(128));
        }
        Media bad = good.cluster(2_000);
        switch (what) {
            case "count" -> bad.writer.tags(Tags.of(same(11)));
            case "name" -> bad.tag("n".repeat(129), "");
            default -> bad.tag("", "v".repeat(257));
        }
        FakeExchange exchange = push(bad.cluster(3_000));
        assertThat(bench.states()).containsExactly("1000 whole", "2000 given up", "3000 open");
        assertThat(Bench.acks(exchange)).contains("ERROR 2000 # 4009");
    }

    private static Tags.SimpleTag[] same(int count) {
        Tags.SimpleTag[] tags = new Tags.SimpleTag[count];
        Arrays.fill(tags, new Tags.SimpleTag("a", ""));
        return tags;
    }

    @Test
    void frameOfAnUndefinedTrack_dropsTheFragment() {
        FakeExchange exchange = push(Media.header(Media.VIDEO)
                .cluster(1_000)
                .block(3, 5, 5)
                .block(1, 6, 6)
                .cluster(2_000));
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "ERROR 1000 # 4010", "BUFFERING 2000 #");
    }

    @Test
    void trackWithoutAFrame_dropsTheFragment_whenItEnds() {
        FakeExchange exchange = push(Media.header(Media.VIDEO, Media.AUDIO)
                .cluster(1_000)
                .cluster(2_000, true)
                .endOfFragment());
        assertThat(Bench.acks(exchange))
                .containsExactly(
                        "BUFFERING 1000 #",
                        "ERROR 1000 # 4011",
                        "BUFFERING 2000 #",
                        "RECEIVED 2000 #",
                        "PERSISTED 2000 #");
    }

    @Test
    void tooManyTracks_endTheSessionBeforeItBegan() {
        Track[] four = new Track[4];
        Arrays.setAll(four, i -> Track.video(i + 1, "V", null, 1, 1));
        FakeExchange exchange = push(Media.header(four));
        assertThat(Bench.acks(exchange)).containsExactly("ERROR 4012", "end, close");
    }

    @Test
    void storeThatCannotBegin_failsEachFragment_andReadingGoesOn() {
        bench.store.failsToBegin = "disk full";
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000).cluster(2_000));
        assertThat(Bench.acks(exchange)).containsExactly("ERROR 1000 5001", "ERROR 2000 5001");
        bench.store.failsToBegin = null;
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).endsWith("end");
    }

    @Test
    void storeThatFailsToKeepAFragment_isSaid_andReadingGoesOn() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000).cluster(2_000));
        bench.store.session().listener.onFailed(bench.store.fragments.get(0).number, AckError.ARCHIVAL_ERROR);
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("BUFFERING 2000 #", "ERROR 1000 # 5001");
        assertThat(exchange.paused).isFalse();
    }

    @Test
    void storeThatFailsUnderAnOpenFragment_isSaid_andTheNextIsKept() {
        FakeExchange exchange = bench.open();
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        bench.send(exchange, media.bytes());
        bench.store.session().listener.onFailed(bench.store.fragments.get(0).number, AckError.ARCHIVAL_ERROR);
        bench.run();
        int next = media.length();
        bench.send(exchange, media.cluster(2_000).bytes(next, media.length()));
        bench.end(exchange);
        assertThat(Bench.acks(exchange))
                .containsExactly(
                        "BUFFERING 1000 #",
                        "ERROR 1000 # 5001",
                        "BUFFERING 2000 #",
                        "RECEIVED 2000 #",
                        "PERSISTED 2000 #",
                        "end");
    }

    @Test
    void keyThatIsGone_endsTheSession() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000).cluster(2_000));
        bench.store.session().listener.onFailed(bench.store.fragments.get(0).number, AckError.KMS_KEY_UNAVAILABLE);
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 4503", "ERROR 2000 # 4503", "end, close");
    }

    @Test
    void storeThatCannotOpen_isSaidInTheAnswer() {
        bench.store.failsToOpen = "no space";
        FakeExchange exchange = bench.open();
        assertThat(Bench.acks(exchange)).containsExactly("ERROR 5001", "end, close");
        assertThat(bench.putMedia.activeSessions()).isZero();
    }

    @Test
    void fragmentGivenUpForANewerSession_endsThisOne() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000));
        bench.store.session().listener.onGivenUp(bench.store.fragments.get(0).number);
        bench.run();
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "ERROR 1000 # 4000", "end, close");
    }

    @Test
    void fragmentGivenUpWhileItWasCompleted_isNotPersisted() {
        bench.store.persistsAtOnce = false;
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000).cluster(2_000));
        bench.store.session().listener.onGivenUp(bench.store.fragments.get(0).number);
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 4000");
        assertThat(bench.states()).containsExactly("1000 whole", "2000 open");
    }

    @Test
    void streamDeletedUnderTheSession_endsIt() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000));
        bench.store.session().listener.onStreamDeleted();
        bench.run();
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 4507", "end, close");
    }

    @Test
    void faultOfOurOwn_isAnInternalError() {
        FakeExchange exchange = bench.open();
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        bench.send(exchange, media.bytes());
        MemoryStore.Session session = bench.store.session();
        Objects.requireNonNull(session.open).breaks = true;
        bench.send(exchange, media.cluster(2_000).bytes(media.length() - 50, media.length()));
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 5000", "end, close");
    }

    @Test
    void connectionLost_givesUpTheOpenFragment_andSaysNothing() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000).cluster(2_000));
        bench.abort(exchange);
        assertThat(bench.states()).containsExactly("1000 whole", "2000 given up");
        assertThat(Bench.acks(exchange)).endsWith("BUFFERING 2000 #", "PERSISTED 1000 #");
        assertThat(bench.putMedia.activeSessions()).isZero();
        assertThat(bench.store.session().closed).isTrue();
    }

    @Test
    void connectionLost_keepsAClusterThatIsKnownToBeWhole() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).knownCluster(1_000));
        bench.abort(exchange);
        assertThat(bench.states()).containsExactly("1000 whole");
    }

    @Test
    void connectionLostInsideAClusterOfKnownSize_givesItUp() {
        Media media = Media.header(Media.VIDEO).knownCluster(1_000);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(0, media.length() - 1));
        bench.abort(exchange);
        assertThat(bench.states()).containsExactly("1000 given up");
    }

    @Test
    void connectionLostBehindAKnownClusterInsideItsTags_givesItUp() {
        Media media = Media.header(Media.VIDEO).knownCluster(1_000).tag("half", "way");
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(0, media.length() - 1));
        bench.abort(exchange);
        assertThat(bench.states()).containsExactly("1000 given up");
    }

    @Test
    void connectionLostBeforeTheStoreIsOpen_closesTheStoreSession() {
        bench.opensAtOnce = false;
        FakeExchange exchange = bench.open();
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1).bytes());
        bench.abort(exchange);
        bench.runBlocked();
        assertThat(bench.store.session().closed).isTrue();
        assertThat(bench.putMedia.activeSessions()).isZero();
        assertThat(bench.store.fragments).isEmpty();
    }

    @Test
    void ticksOfAnotherLength_becomeMilliseconds() {
        Media media = new Media();
        media.writer.ebmlHeader(EbmlHeader.MATROSKA).segment();
        media.writer.info(new Info(100_000, null, null, null, null)).tracks(List.of(Media.VIDEO));
        FakeExchange exchange = push(media.cluster(10_000));
        bench.end(exchange);
        assertThat(Bench.acks(exchange)).startsWith("BUFFERING 1000 #");
        assertThat(Objects.requireNonNull(bench.store.fragments.get(0).end).durationMs())
                .isEqualTo(6);
    }
}
