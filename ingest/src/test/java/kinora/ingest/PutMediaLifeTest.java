package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: sessions end when they must, and read no faster than they may.
class PutMediaLifeTest {
    /// An element that says nothing and keeps a session alive.
    private static final byte[] VOID = {(byte) 0xEC, (byte) 0x80};

    private final Bench bench = new Bench(LimitsMode.AWS);

    private FakeExchange push(Media media) {
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes());
        return exchange;
    }

    @Test
    void silence_isAnsweredByIdle_andEndsAfter30Seconds_withTheFragmentKept() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000));
        bench.advanceSeconds(9);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #");
        bench.advanceSeconds(1);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "IDLE");
        bench.advanceSeconds(19);
        assertThat(Bench.acks(exchange)).containsExactly("BUFFERING 1000 #", "IDLE", "IDLE");
        bench.advanceSeconds(1);
        assertThat(Bench.acks(exchange)).endsWith("IDLE", "RECEIVED 1000 #", "PERSISTED 1000 #", "end, close");
    }

    @Test
    void idleLine_hasNothingButItsType() {
        FakeExchange exchange = bench.open();
        bench.advanceSeconds(10);
        assertThat(exchange.sent).last().isEqualTo("{\"EventType\":\"IDLE\"}\n");
    }

    @Test
    void data_startsTheSilenceAnew() {
        FakeExchange exchange = push(Media.header(Media.VIDEO));
        Media media = Media.header(Media.VIDEO);
        for (int i = 1; i <= 10; i++) {
            bench.advanceSeconds(25);
            int from = media.length();
            bench.send(exchange, media.cluster(i * 1_000L).bytes(from, media.length()));
        }
        assertThat(exchange.sent).doesNotContain("end, close");
        assertThat(Bench.acks(exchange)).filteredOn("IDLE"::equals).hasSize(20);
    }

    @Test
    void silenceInsideAnElement_givesTheFragmentUp() {
        Media media = Media.header(Media.VIDEO).cluster(1_000);
        FakeExchange exchange = bench.open();
        bench.send(exchange, media.bytes(0, media.length() - 1));
        bench.advanceSeconds(30);
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 4000", "end, close");
        assertThat(bench.states()).containsExactly("1000 given up");
    }

    @Test
    void after45Minutes_theSessionRunsToItsFragmentsEnd() {
        FakeExchange exchange = bench.open();
        Media media = Media.header(Media.VIDEO);
        bench.send(exchange, media.bytes());
        for (int minute = 0; minute < 45 * 4; minute++) {
            int from = media.length();
            bench.send(exchange, media.cluster(minute * 15_000L + 1).bytes(from, media.length()));
            bench.advanceSeconds(15);
        }
        int from = media.length();
        assertThat(exchange.sent).doesNotContain("end, close");
        bench.send(exchange, media.cluster(9_000_000).bytes(from, media.length()));
        assertThat(Bench.acks(exchange)).endsWith("PERSISTED 2685001 #", "ERROR 4003", "end, close");
        assertThat(bench.states()).hasSize(180).allMatch(state -> state.endsWith("whole"));
    }

    @Test
    void after45Minutes_aFragmentWithoutEnd_isGivenFiveSecondsMore() {
        FakeExchange exchange = push(Media.header(Media.VIDEO).cluster(1_000));
        for (int i = 0; i < 45 * 60 / 20; i++) {
            bench.send(exchange, VOID);
            bench.advanceSeconds(20);
        }
        bench.advanceMs(4_900);
        assertThat(exchange.sent).doesNotContain("end, close");
        bench.advanceMs(200);
        assertThat(Bench.acks(exchange)).endsWith("ERROR 1000 # 4003", "end, close");
    }

    @Test
    void relaxedSessions_haveNoEnd_butForTheirCredentials() {
        Bench relaxed = new Bench(LimitsMode.RELAXED);
        FakeExchange forEver = relaxed.open();
        FakeExchange hour = relaxed.exchange();
        relaxed.putMedia.accept(hour, relaxed.stream, 3_600_000);
        relaxed.runBlocked();
        relaxed.send(forEver, Media.header(Media.VIDEO).bytes());
        relaxed.send(hour, Media.header(Media.VIDEO).bytes());
        for (int i = 0; i < 3_600 / 20; i++) {
            relaxed.send(forEver, VOID);
            relaxed.send(hour, VOID);
            relaxed.advanceSeconds(20);
        }
        assertThat(Bench.acks(hour)).endsWith("ERROR 4003", "end, close");
        assertThat(forEver.sent).doesNotContain("end, close");
    }

    @Test
    void stoppingServer_endsEachSession_andTakesNoMore() throws Exception {
        FakeExchange between = push(Media.header(Media.VIDEO).cluster(1_000).endOfFragment());
        FakeExchange busy = push(Media.header(Media.VIDEO).cluster(2_000));
        assertThat(bench.putMedia.drain(0)).isFalse();
        bench.run();
        assertThat(Bench.acks(between)).endsWith("PERSISTED 1000 #", "ERROR 4003", "end, close");
        Media rest = Media.header(Media.VIDEO).cluster(2_000);
        int from = rest.length();
        bench.send(busy, rest.endOfFragment().bytes(from, rest.length()));
        assertThat(Bench.acks(busy)).endsWith("RECEIVED 2000 #", "PERSISTED 2000 #", "ERROR 4003", "end, close");
        assertThat(bench.putMedia.drain(1_000)).isTrue();
        assertThatThrownBy(bench::open)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.SERVICE_UNAVAILABLE));
    }

    @Test
    void memoryShortInTheStore_stopsReading_untilItSaysOtherwise() {
        FakeExchange exchange = push(Media.header(Media.VIDEO));
        bench.store.session().listener.pauseReading();
        bench.run();
        assertThat(exchange.paused).isTrue();
        bench.advanceSeconds(40);
        assertThat(Bench.acks(exchange)).isEmpty();
        bench.store.session().listener.resumeReading();
        bench.run();
        assertThat(exchange.paused).isFalse();
        bench.advanceSeconds(9);
        assertThat(Bench.acks(exchange)).isEmpty();
    }

    @Test
    void memoryShortInTheStore_spillsTheOpenFragment() {
        push(Media.header(Media.VIDEO).cluster(1_000));
        bench.store.session().listener.pauseReading();
        bench.run();
        assertThat(bench.store.fragments.get(0).spilt).isTrue();
    }

    @Test
    void producerThatDoesNotReadItsAcks_isNotReadEither_andIsDroppedAfter30Seconds() {
        FakeExchange exchange = bench.open();
        exchange.writable = false;
        bench.send(exchange, Media.header(Media.VIDEO).cluster(1_000).bytes());
        assertThat(exchange.paused).isTrue();
        exchange.writable = true;
        Objects.requireNonNull(exchange.writableListener).run();
        assertThat(exchange.paused).isFalse();
        exchange.writable = false;
        Objects.requireNonNull(exchange.writableListener).run();
        bench.advanceSeconds(31);
        assertThat(exchange.sent).last().isEqualTo("abort");
        assertThat(bench.states()).containsExactly("1000 whole");
        assertThat(bench.putMedia.activeSessions()).isZero();
    }

    @Test
    void twoReasonsToPause_areTwo() {
        FakeExchange exchange = push(Media.header(Media.VIDEO));
        bench.store.session().listener.pauseReading();
        bench.run();
        exchange.writable = false;
        Objects.requireNonNull(exchange.writableListener).run();
        bench.store.session().listener.resumeReading();
        bench.run();
        assertThat(exchange.paused).isTrue();
        exchange.writable = true;
        Objects.requireNonNull(exchange.writableListener).run();
        assertThat(exchange.paused).isFalse();
    }

    @Test
    void fragmentsFasterThanFiveASecond_arePaced_notRefused() {
        Media media = Media.header(Media.VIDEO);
        for (int i = 1; i <= 15; i++) {
            media.cluster(i);
        }
        FakeExchange exchange = push(media);
        assertThat(exchange.paused).isTrue();
        bench.advanceMs(1_900);
        assertThat(exchange.paused).isTrue();
        bench.advanceMs(200);
        assertThat(exchange.paused).isFalse();
        assertThat(Bench.acks(exchange)).noneMatch(ack -> ack.startsWith("ERROR"));
    }

    @Test
    void bytesFasterThanAllowed_arePaced() {
        Media media = Media.header(Media.VIDEO).cluster(1).block(1, 5, 25_000_000);
        FakeExchange exchange = push(media);
        assertThat(exchange.paused).isTrue();
        bench.advanceMs(900);
        assertThat(exchange.paused).isTrue();
        bench.advanceMs(200);
        assertThat(exchange.paused).isFalse();
    }

    @Test
    void diskFarBehind_stopsReading() {
        Bench relaxed = new Bench(LimitsMode.RELAXED);
        relaxed.store.persistsAtOnce = false;
        FakeExchange exchange = relaxed.open();
        Media media = Media.header(Media.VIDEO);
        for (int i = 1; i <= 260; i++) {
            int from = media.length();
            relaxed.send(exchange, media.cluster(i).bytes(i == 1 ? 0 : from, media.length()));
            relaxed.advanceMs(25);
        }
        assertThat(exchange.paused).isTrue();
        relaxed.store.completed().forEach(done -> done.session.listener.onPersisted(done.number));
        relaxed.run();
        assertThat(exchange.paused).isFalse();
    }

    @Test
    void connectionsAboveTheLimit_areRefusedBeforeTheAnswer() {
        for (int i = 0; i < 3; i++) {
            bench.open();
        }
        FakeExchange fourth = bench.exchange();
        assertThatThrownBy(() -> bench.putMedia.accept(fourth, bench.stream))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.CONNECTION_LIMIT_EXCEEDED));
        assertThat(fourth.sent).isEmpty();
        assertThat(bench.putMedia.activeSessions()).isEqualTo(3);
    }

    @Test
    void callsAboveTheRate_areRefused_andASecondLaterTaken() {
        for (int i = 0; i < 5; i++) {
            bench.end(bench.open());
        }
        assertThatThrownBy(bench::open)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.CLIENT_LIMIT_EXCEEDED));
        bench.advanceSeconds(1);
        bench.end(bench.open());
        assertThat(bench.putMedia.activeSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headerWithoutTimecodeType_isRefused(boolean other) {
        assertThatThrownBy(() -> bench.open("x-amzn-fragment-timecode-type", other ? "absolute" : ""))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("must be ABSOLUTE or RELATIVE");
        assertThat(bench.putMedia.activeSessions()).isZero();
    }
}
