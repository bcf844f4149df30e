package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: what is malformed is refused with its place and its name, however it arrives.
class MkvRefusalTest {
    private static final String EBML = "1A45DFA3 8B 4282 88 6D6174726F736B61";
    private static final String SEGMENT = EBML + " 18538067 FF";
    private static final String CLUSTER = SEGMENT + " 1F43B675 FF E7 81 00";

    /// Three arrivals, one refusal: the last line of the dump.
    private static String refusalOf(byte[] input, MkvLimits limits) {
        List<String> dumps = List.of(
                Arrival.WHOLE.dump(input, limits),
                Arrival.BYTE_BY_BYTE.dump(input, limits),
                Arrival.IN_ODD_PIECES.dump(input, limits));
        assertThat(dumps).allMatch(dumps.get(0)::equals);
        return dumps.get(0).lines().reduce("", (before, last) -> last);
    }

    private static String refusalOf(String hex) {
        return refusalOf(Samples.hex(hex), MkvLimits.DEFAULT);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            1F43B675 FF                          | the input begins with Cluster, not with an EBML header (at byte 0)
            00                                   | no element id begins with byte 0x0 (at byte 0)
            FF                                   | 0xFF is not a valid element id (at byte 0)
            4001 80                              | 0x4001 is not a valid element id (at byte 0)
            1A45DFA3 00                          | the size of element 0x1A45DFA3 is longer than 8 bytes (at byte 0)
            1A45DFA3 FF                          | EBML may not have an unknown size (at byte 0)
            1A45DFA3 4FFF                        | EBML of 4095 bytes, more than 1024 (at byte 0)
            1A45DFA3 80                          | DocType is "", not matroska or webm (at byte 0)
            1A45DFA3 86 4282 83 6D7034           | DocType is "mp4", not matroska or webm (at byte 0)
            1A45DFA3 84 42F7 81 02               | EBMLReadVersion is 2, not 1 (at byte 0)
            1A45DFA3 84 42F2 81 05               | EBMLMaxIDLength is 5, not 4 (at byte 0)
            1A45DFA3 84 42F3 81 09               | EBMLMaxSizeLength is 9 (at byte 0)
            1A45DFA3 84 42F3 84 09               | 0x42F3 does not fit in its parent (at byte 5)
            1A45DFA3 83 42F3 81                  | 0x42F3 does not fit in its parent (at byte 5)
            1A45DFA3 82 42F3                     | an element header runs over the end of its parent (at byte 5)
            """)
    void badEbmlHeader_isNamed(String hex, String explanation) {
        assertThat(refusalOf(hex)).isEqualTo("malformed: " + explanation);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            1A45DFA3 80                          | a second EBML header (at byte 21)
            18538067 FF                          | a second Segment (at byte 21)
            AE 80                                | TrackEntry may not stand in a Segment (at byte 21)
            1549A966 FF                          | Info may not have an unknown size (at byte 21)
            1549A966 84 2AD7B1 80 1549A966 80    | a second Info (at byte 30)
            1549A966 85 2AD7B1 81 00             | Info has a TimestampScale of 0 ns (at byte 21)
            1654AE6B 8B AE 89 73C5 81 01 83 81 01 EC 80 | a TrackEntry lacks its TrackNumber (at byte 26)
            1654AE6B 85 AE 83 D7 81 01           | a TrackEntry lacks its TrackType (at byte 26)
            1654AE6B 88 AE 86 D7 81 01 83 81 02  | a TrackEntry lacks its CodecID (at byte 26)
            1654AE6B 98 AE 8A D7 81 01 83 81 02 86 82 4141 AE 8A D7 81 01 83 81 02 86 82 4141 | two tracks have number 1 (at byte 38)
            1654AE6B 10200001                    | Tracks of 2097153 bytes, more than 2097152 (at byte 21)
            1254C367 10040001                    | Tags of 262145 bytes, more than 262144 (at byte 21)
            EC 10400000                          | Void of 4194304 bytes: more than 4194304 bytes before the first Cluster (at byte 21)
            1549A966 83 4489                     | the input ends inside Info (at byte 21)
            1549                                 | the input ends inside an element id (at byte 21)
            """)
    void badSegmentChild_isNamed(String hex, String explanation) {
        assertThat(refusalOf(SEGMENT + hex)).isEqualTo("malformed: " + explanation);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            1654AE6B 80                          | Tracks is disallowed after the first Cluster (at byte 29)
            1549A966 80                          | Info is disallowed after the first Cluster (at byte 29)
            AE 80                                | TrackEntry may not stand in a Cluster (at byte 29)
            18538067 FF                          | a second Segment (at byte 29)
            1A45DFA3 80                          | a second EBML header (at byte 29)
            E7 81 01                             | a second Timestamp in one Cluster (at byte 29)
            1F43B675 FF A3 84 81000000           | SimpleBlock stands before the Timestamp of its Cluster (at byte 34)
            1F43B675 FF A0 80                    | BlockGroup stands before the Timestamp of its Cluster (at byte 34)
            1F43B675 FF E7 88 8000000000000000   | a Timestamp whose milliseconds overflow (at byte 34)
            1F43B675 FF E7 89 00                 | Timestamp of 9 bytes, more than 8 (at byte 34)
            1F43B675 88 E7 81 00 A3 86           | SimpleBlock reaches beyond the end of its Cluster at byte 42 (at byte 37)
            1F43B675 84 E7 81 00 A3              | the input ends inside SimpleBlock (at byte 37)
            1F43B675 88 E7 81 00 1F43B675        | the input ends inside Cluster (at byte 37)
            1F43B675 88 E7 81 00 1F43B675 FF     | Cluster may not stand in a Cluster (at byte 37)
            A3 80                                | SimpleBlock is empty (at byte 29)
            A3 83 810000                         | a block is too short for its header (at byte 29)
            A3 84 80000000                       | a block names track 0 (at byte 29)
            A3 84 00000000                       | a block's track number begins with a zero byte (at byte 29)
            A3 FF                                | SimpleBlock may not have an unknown size (at byte 29)
            A3 1FFFFFFE                          | the input ends inside SimpleBlock (at byte 29)
            A3 0840000001                        | SimpleBlock of 1073741825 bytes, more than 1073741824 (at byte 29)
            A0 80                                | a BlockGroup without a Block (at byte 29)
            A0 8C A1 84 81000000 A1 84 81000000  | a second Block in one BlockGroup (at byte 37)
            A0 82 A3 80                          | SimpleBlock may not stand in a BlockGroup (at byte 31)
            A0 84 EC 80                          | the input ends inside BlockGroup (at byte 33)
            """)
    void badClusterChild_isNamed(String hex, String explanation) {
        String clusterEndsFirst = CLUSTER + hex;
        assertThat(refusalOf(clusterEndsFirst)).isEqualTo("malformed: " + explanation);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            A3 85 81 0000 02 05                  | a block is too short for its header (at byte 29)
            A3 87 81 0000 02 01 02 00            | laced frames are larger than their block (at byte 29)
            A3 87 81 0000 06 01 82 00            | laced frames are larger than their block (at byte 29)
            A3 87 81 0000 06 01 FF 00            | a lace size is unknown (at byte 29)
            A3 87 81 0000 06 01 00 00            | no lace size begins with a zero byte (at byte 29)
            A3 88 81 0000 06 02 81 BD 00         | a laced frame of -1 bytes (at byte 29)
            A3 88 81 0000 04 01 000000           | 3 bytes cannot be 2 frames of the same size (at byte 29)
            """)
    void badLacing_isNamed(String hex, String explanation) {
        assertThat(refusalOf(CLUSTER + hex)).isEqualTo("malformed: " + explanation);
    }

    @Test
    void sizeLongerThanTheHeaderAllows_isRefused() {
        String document = "1A45DFA3 8F 42F3 81 04 4282 88 6D6174726F736B61";
        assertThat(refusalOf(document + "18538067 01FFFFFFFFFFFFFF"))
                .isEqualTo("malformed: the size of element 0x18538067 is longer than 4 bytes (at byte 20)");
        assertThat(refusalOf(document + "18538067 1FFFFFFF")).isEqualTo("20 Segment 8+unknown");
    }

    @Test
    void elementsBehindASegmentOfKnownSize_areRefused_butForVoid() {
        String document = EBML + "18538067 82 EC80 EC80";
        assertThat(refusalOf(document)).isEqualTo("23 Void 2");
        assertThat(refusalOf(document + "1F43B675 FF"))
                .isEqualTo("malformed: Cluster may not stand in a document (at byte 25)");
    }

    @Test
    void childrenMustFitInASegmentOfKnownSize() {
        assertThat(refusalOf(EBML + "18538067 86 1F43B675 81 EC"))
                .isEqualTo("malformed: the input ends inside Void (at byte 26)");
        assertThat(refusalOf(EBML + "18538067 86 1F43B675 82"))
                .isEqualTo("malformed: Cluster reaches beyond the end of its Segment at byte 27 (at byte 21)");
    }

    @Test
    void clusterOfUnknownSize_endsWithItsSegmentOfKnownSize() {
        assertThat(refusalOf(EBML + "18538067 88 1F43B675 FF E7 81 05")).isEqualTo("29 Cluster ends");
    }

    @Test
    void segmentOfKnownSizeThatIsCutBetweenElements_isAccepted() {
        assertThat(refusalOf(EBML + "18538067 90 1F43B675 83 E7 81 05")).isEqualTo("29 Cluster ends");
    }

    @Test
    void emptyInput_isNotMalformed() {
        assertThat(Arrival.WHOLE.dump(new byte[0], MkvLimits.DEFAULT)).isEmpty();
    }

    @Test
    void timestampsUpToTheLastMillisecond_areAccepted() {
        String hourTicks = SEGMENT + "1549A966 89 2AD7B1 85 34630B8A00";
        assertThat(refusalOf(hourTicks + "1F43B675 FF E7 88 0000000100000000")).isEqualTo("50 Cluster ends");
        assertThat(refusalOf(hourTicks + "1F43B675 FF E7 88 0010000000000000"))
                .isEqualTo("malformed: a Timestamp whose milliseconds overflow (at byte 40)");
    }

    @ParameterizedTest
    @EnumSource
    void limitsOfTheCaller_hold(Arrival arrival) {
        MkvLimits narrow = new MkvLimits(600, 200, 120, 5, 1, 2, 2, 100);
        assertThat(arrival.dump(Samples.camera(), narrow)).endsWith("a CodecPrivate of 6 bytes (at byte 133)\n");
        MkvLimits oneTrack = new MkvLimits(600, 200, 120, 50, 1, 2, 2, 100);
        assertThat(arrival.dump(Samples.camera(), oneTrack)).endsWith("more than 1 tracks (at byte 155)\n");
        MkvLimits small = new MkvLimits(600, 200, 120, 50, 2, 2, 2, 100);
        assertThat(arrival.dump(Samples.camera(), small))
                .endsWith("SimpleBlock of 304 bytes, more than 100 (at byte 238)\n");
        MkvLimits shallow = new MkvLimits(600, 200, 120, 50, 2, 9, 2, 100);
        assertThat(arrival.dump(Samples.tags(), shallow)).endsWith("elements are nested too deep (at byte 343)\n");
    }

    @Test
    void tagsWithoutEnd_areRefused() {
        MkvLimits two = new MkvLimits(600, 200, 120, 50, 2, 2, 4, 100);
        assertThat(refusalOf(Samples.hex(SEGMENT + "1254C367 8F 7373 8C 67C8 80 67C8 80 67C8 80 67C8 80"), two))
                .startsWith("malformed: ");
        assertThat(refusalOf(Samples.hex(SEGMENT + "1254C367 8C 7373 89 67C8 80 67C8 80 67C8 80"), two))
                .isEqualTo("malformed: more than 2 tags in one Tags element (at byte 32)");
    }
}
