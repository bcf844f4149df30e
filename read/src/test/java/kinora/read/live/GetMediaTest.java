package kinora.read.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kinora.formats.mkv.MkvDump;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.LimitsMode;
import kinora.read.ReadSettings;
import kinora.read.RecordedCall;
import kinora.read.Samples;
import kinora.read.ScriptedStore;
import kinora.read.ScriptedStore.Ending;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a reader gets each fragment as a document of its own, ends as AWS ends, and is never misled by a cut.
class GetMediaTest {
    private static final StartSelector EARLIEST = new StartSelector.Earliest();

    private final ScriptedStore store = new ScriptedStore();
    private final RecordedCall call = new RecordedCall();

    /// Every block that was lent is given back, however a read ends.
    @AfterEach
    void noPieceIsKept() {
        assertThat(store.piecesOut).isZero();
    }

    private GetMedia getMedia(LimitsMode mode) {
        return new GetMedia(store, new ReadSettings(mode, () -> store.nowNs));
    }

    private byte[] read(StartSelector from) throws Exception {
        getMedia(LimitsMode.AWS).serve(call, ScriptedStore.STREAM, from);
        assertThat(call.finished).isTrue();
        return call.sent();
    }

    /// Sequences of the fragments sent whole, in order.
    private static List<Long> whole(byte[] sent) {
        List<Long> numbers = new ArrayList<>();
        String text = Samples.text(sent);
        String token = "AWS_KINESISVIDEO_CONTINUATION_TOKEND\u0087\u0010\u0000\u0000/";
        for (int at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
            int start = at + token.length();
            numbers.add(FragmentNumber.parse(text.substring(start, start + FragmentNumber.DIGITS))
                    .sequence());
        }
        return numbers;
    }

    @Test
    void document_isLaidOutAsTheServiceDoes() throws Exception {
        store.add(1, Samples.header(), Ending.END, true, Samples.unknownSize(0));
        String dump = MkvDump.of(read(EARLIEST));
        String recorded = Files.readString(Path.of("src/test/resources/kinora/read/one-fragment.txt"));
        assertThat(dump).isEqualTo(recorded);
        assertThat(call.head).isEqualTo("200 video/webm");
    }

    @Test
    void documents_followOneAnother_eachWithItsHeader() throws Exception {
        store.add(1, Ending.END, true, Samples.unknownSize(0)).add(5, Ending.END, false, Samples.knownSize(2_000));
        byte[] sent = read(EARLIEST);
        assertThat(whole(sent)).containsExactly(1L, 5L);
        assertThat(sent).startsWith(ScriptedStore.HEADER.bytes());
        assertThat(Samples.text(sent).split("\u0001\u0002\u0003", -1)).hasSize(3);
    }

    @Test
    void awsMode_endsThreeSecondsAfterTheLastByte_relaxedAfterThirty() throws Exception {
        store.add(1, Ending.END, true, Samples.unknownSize(0));
        long start = store.nowNs;
        read(EARLIEST);
        assertThat(TimeUnit.NANOSECONDS.toMillis(store.nowNs - start)).isEqualTo(3_000);
        start = store.nowNs;
        getMedia(LimitsMode.RELAXED).serve(call, ScriptedStore.STREAM, EARLIEST);
        assertThat(TimeUnit.NANOSECONDS.toMillis(store.nowNs - start)).isEqualTo(30_000);
    }

    @Test
    void fragmentThatStopsArriving_endsTheResponse_withoutItsLastTags() throws Exception {
        store.add(1, Ending.END, true, Samples.unknownSize(0)).add(2, Ending.STILL_OPEN, false, Samples.knownSize(5));
        assertThat(whole(read(EARLIEST))).containsExactly(1L);
    }

    @Test
    void givenUpFragmentOfUnknownSize_isFollowedByTheNext() throws Exception {
        store.add(1, Ending.GIVEN_UP, false, Samples.unknownSize(0)).add(2, Ending.END, false, Samples.unknownSize(5));
        byte[] sent = read(EARLIEST);
        assertThat(whole(sent)).containsExactly(2L);
        assertThat(Samples.text(sent)).contains(ScriptedStore.number(1).toString());
    }

    @Test
    void givenUpFragmentOfKnownSize_endsTheResponse() throws Exception {
        store.add(1, Ending.GIVEN_UP, false, Samples.knownSize(0)[0]).add(2, Ending.END, false, Samples.knownSize(5));
        assertThat(whole(read(EARLIEST))).isEmpty();
    }

    @Test
    void fragmentGivenUpBeforeItsFirstByte_leavesNoTrace() throws Exception {
        store.add(1, Ending.GIVEN_UP, false).add(2, Ending.END, false, Samples.knownSize(5));
        byte[] sent = read(EARLIEST);
        assertThat(whole(sent)).containsExactly(2L);
        assertThat(Samples.text(sent)).doesNotContain(ScriptedStore.number(1).toString());
    }

    @Test
    void corruptFragment_isSaidInTheStream_whichThenEnds() throws Exception {
        store.add(1, Samples.header(), Ending.CORRUPT, true, Samples.unknownSize(0))
                .add(2, Ending.END, true, Samples.unknownSize(5));
        String dump = MkvDump.of(read(EARLIEST));
        assertThat(dump)
                .contains("SimpleBlock")
                .contains("\"AWS_KINESISVIDEO_ERROR_ID\" = \"5000\"")
                .contains("\"AWS_KINESISVIDEO_ERROR_CODE\" = \"INTERNAL_ERROR\"")
                .doesNotContain("malformed")
                .doesNotContain("CONTINUATION_TOKEN");
    }

    @Test
    void corruptFragmentOfKnownSize_endsTheResponseWhereItBroke() throws Exception {
        store.add(1, Samples.header(), Ending.CORRUPT, true, Samples.knownSize(0)[0]);
        assertThat(Samples.text(read(EARLIEST))).doesNotContain("ERROR");
    }

    @Test
    void corruptFragmentOfWhichNothingWasRead_isADocumentOfItsOwn() throws Exception {
        store.add(1, Samples.header(), Ending.CORRUPT, true);
        assertThat(MkvDump.of(read(EARLIEST)))
                .contains("Tracks")
                .contains("ERROR_ID")
                .doesNotContain("malformed");
    }

    @Test
    void numberThatTheStreamDoesNotKnow_isAnsweredInTheStream() throws Exception {
        store.add(5, Ending.END, true, Samples.unknownSize(0));
        FragmentNumber foreign = new FragmentNumber(5, 1_511_852_109_126L, 99);
        String dump = MkvDump.of(read(new StartSelector.AfterFragment(foreign)));
        assertThat(dump)
                .contains("\"AWS_KINESISVIDEO_FRAGMENT_NUMBER\" = \"" + foreign + "\"")
                .contains("\"AWS_KINESISVIDEO_ERROR_ID\" = \"4000\"")
                .doesNotContain("malformed");
        assertThat(call.head).isEqualTo("200 video/webm");
    }

    @Test
    void selectors_beginWhereTheyShould() throws Exception {
        for (int i = 1; i <= 3; i++) {
            store.add(i, Ending.END, true, Samples.unknownSize(i));
        }
        store.add(4, Ending.END, false, Samples.unknownSize(4)).add(5, Ending.END, false, Samples.unknownSize(5));
        assertThat(first(new StartSelector.Earliest())).isEqualTo(1);
        assertThat(first(new StartSelector.Now())).isEqualTo(5);
        assertThat(first(new StartSelector.AfterFragment(ScriptedStore.number(2))))
                .isEqualTo(3);
        assertThat(first(new StartSelector.AfterFragment(ScriptedStore.number(4))))
                .isEqualTo(5);
        assertThat(first(at(2, 0))).isEqualTo(2);
        assertThat(first(at(2, 1_000))).isEqualTo(2);
        assertThat(first(at(2, 1_950))).isEqualTo(3);
        assertThat(first(at(4, 500))).isEqualTo(4);
        assertThat(first(at(9, 0))).isEqualTo(5);
        assertThat(first(at(0, 0))).isEqualTo(1);
        long producerMs = ScriptedStore.number(3).serverTimestampMs() - 613;
        assertThat(first(new StartSelector.AtTimestamp(TimestampKind.PRODUCER, producerMs)))
                .isEqualTo(3);
    }

    private static StartSelector at(long sequence, long plusMs) {
        return new StartSelector.AtTimestamp(
                TimestampKind.SERVER, ScriptedStore.number(sequence).serverTimestampMs() + plusMs);
    }

    private long first(StartSelector from) throws Exception {
        RecordedCall each = new RecordedCall();
        getMedia(LimitsMode.AWS).serve(each, ScriptedStore.STREAM, from);
        return whole(each.sent()).get(0);
    }

    @Test
    void tokenOfAFragmentThatWasNeverKept_goesOnBehindIt() throws Exception {
        store.add(1, Ending.END, true, Samples.unknownSize(0)).add(3, Ending.END, true, Samples.unknownSize(5));
        assertThat(whole(read(new StartSelector.AfterFragment(ScriptedStore.number(2)))))
                .containsExactly(3L);
    }

    @ParameterizedTest
    @EnumSource(LimitsMode.class)
    void streamThatIsDeleted_endsTheResponse(LimitsMode mode) throws Exception {
        store.deleted = true;
        getMedia(mode).serve(call, ScriptedStore.STREAM, EARLIEST);
        assertThat(call.finished).isTrue();
        assertThat(call.sent()).isEmpty();
    }

    @Test
    void clientThatGoesAway_endsTheRead_andGivesItsPlaceBack() {
        store.add(1, Ending.END, true, Samples.unknownSize(0));
        GetMedia getMedia = getMedia(LimitsMode.AWS);
        for (int i = 0; i < 4; i++) {
            RecordedCall gone = new RecordedCall();
            gone.failsAfterWrites = 1;
            assertThatThrownBy(() -> getMedia.serve(gone, ScriptedStore.STREAM, EARLIEST))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void clientThatWentAwayWhileNothingCame_isNoticed() throws Exception {
        call.closed = true;
        long start = store.nowNs;
        read(EARLIEST);
        assertThat(store.nowNs).isEqualTo(start);
    }

    @Test
    void after45Minutes_theResponseEndsBehindAFragment() throws Exception {
        store.add(1, Ending.END, true, Samples.unknownSize(0)).add(2, Ending.END, true, Samples.unknownSize(5));
        call.onWrite = () -> store.nowNs += TimeUnit.MINUTES.toNanos(20);
        assertThat(whole(read(EARLIEST))).containsExactly(1L);
    }

    @Test
    void connectionsAndCallsAboveTheirLimits_areRefusedBeforeTheAnswer() throws Exception {
        GetMedia getMedia = getMedia(LimitsMode.AWS);
        List<ApiError> refused = new ArrayList<>();
        store.add(1, Ending.END, true, Samples.unknownSize(0));
        call.onWrite = () -> {
            RecordedCall next = new RecordedCall();
            next.onWrite = call.onWrite;
            try {
                getMedia.serve(next, ScriptedStore.STREAM, EARLIEST);
            } catch (ApiException e) {
                refused.add(e.error());
                assertThat(next.head).isEmpty();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        getMedia.serve(call, ScriptedStore.STREAM, EARLIEST);
        assertThat(refused).contains(ApiError.CONNECTION_LIMIT_EXCEEDED, ApiError.CLIENT_LIMIT_EXCEEDED);
    }
}
