package kinora.read.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import kinora.formats.mkv.MkvDump;
import kinora.model.FragmentNumber;
import kinora.model.LimitsMode;
import kinora.read.ReadSettings;
import kinora.read.RecordedCall;
import kinora.read.Samples;
import kinora.read.ScriptedStore;
import kinora.read.ScriptedStore.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FragmentListMediaTest {
    private final ScriptedStore store = new ScriptedStore();

    @AfterEach
    void noPieceIsKept() {
        assertThat(store.piecesOut).isZero();
    }

    private byte[] read(long... sequences) throws Exception {
        RecordedCall call = new RecordedCall();
        List<FragmentNumber> numbers =
                LongStream.of(sequences).mapToObj(ScriptedStore::number).toList();
        new FragmentListMedia(store, new ReadSettings(LimitsMode.AWS, () -> store.nowNs))
                .serve(call, ScriptedStore.STREAM, numbers);
        assertThat(call.head).isEqualTo("200 video/webm");
        assertThat(call.finished).isTrue();
        return call.sent();
    }

    @Test
    void fragments_comeInTheOrderAskedFor_withBothNamesOfTheirTimes() throws Exception {
        store.add(1, Samples.header(), Ending.END, true, Samples.unknownSize(0));
        store.add(2, Samples.header(), Ending.END, true, Samples.knownSize(5));
        byte[] second = read(2);
        byte[] first = read(1);
        byte[] both = read(2, 1);
        assertThat(both).startsWith(second).endsWith(first).hasSize(first.length + second.length);
        assertThat(MkvDump.of(first))
                .contains("\"AWS_KINESISVIDEO_FRAGMENT_NUMBER\" = \"" + ScriptedStore.number(1) + "\"")
                .contains("\"AWS_KINESISVIDEO_SERVER_TIMESTAMP\" = \"1511852111.126\"")
                .contains("\"AWS_KINESISVIDEO_SERVER_SIDE_TIMESTAMP\" = \"1511852111.126\"")
                .contains("\"AWS_KINESISVIDEO_PRODUCER_TIMESTAMP\" = \"1511852110.513\"")
                .contains("\"AWS_KINESISVIDEO_PRODUCER_SIDE_TIMESTAMP\" = \"1511852110.513\"")
                .doesNotContain("malformed");
    }

    @Test
    void corruptFragment_isNamedInTheStream_andTheOthersFollow() throws Exception {
        store.add(1, Samples.header(), Ending.CORRUPT, true, Samples.unknownSize(0));
        store.add(2, Samples.header(), Ending.END, true, Samples.unknownSize(5));
        byte[] sent = read(1, 2);
        byte[] good = read(2);
        assertThat(sent).endsWith(good);
        String dump = MkvDump.of(Arrays.copyOf(sent, sent.length - good.length));
        assertThat(dump)
                .contains("\"AWS_KINESISVIDEO_EXCEPTION_ERROR_CODE\" = \"5000\"")
                .contains("AWS_KINESISVIDEO_EXCEPTION_MESSAGE")
                .doesNotContain("malformed");
    }

    @Test
    void corruptFragmentOfKnownSize_isNamed_andNothingOfItIsSent() throws Exception {
        store.add(1, Samples.header(), Ending.CORRUPT, true, Samples.knownSize(0));
        store.add(2, Samples.header(), Ending.END, true, Samples.unknownSize(5));
        byte[] sent = read(1, 2);
        byte[] good = read(2);
        assertThat(sent).endsWith(good);
        assertThat(MkvDump.of(Arrays.copyOf(sent, sent.length - good.length)))
                .contains("EXCEPTION_ERROR_CODE")
                .doesNotContain("Cluster")
                .doesNotContain("malformed");
    }

    @Test
    void fragmentThatExpiredMeanwhile_isNamed_andTheOthersFollow() throws Exception {
        store.add(2, Samples.header(), Ending.END, true, Samples.unknownSize(5));
        byte[] sent = read(1, 2);
        assertThat(sent).endsWith(read(2));
        assertThat(Samples.text(sent)).contains("EXCEPTION_ERROR_CODE").contains("4000");
    }
}
