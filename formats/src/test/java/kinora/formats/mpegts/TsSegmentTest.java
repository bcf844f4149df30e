package kinora.formats.mpegts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;
import kinora.formats.mp4.SampleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: any decoder takes the segments, alone and joined. Method: a reader by the standard that refuses every breach.
class TsSegmentTest {
    private static final int VIDEO = 0x100;
    private static final int AUDIO = 0x101;
    private static final long TEN_SECONDS = 900_000;
    private static final byte[] SPS = {0x67, 0x42, 0, 0x1E, 1};
    private static final byte[] PPS = {0x68, 2};

    private static SampleFormat.Video h264(int reorderFrames) {
        Bytes configuration = Bytes.of(new ByteSink()
                .u8(1)
                .u24(0x42001E)
                .u8(0xFF)
                .u8(0xE1)
                .u16(SPS.length)
                .bytes(SPS)
                .u8(1)
                .u16(PPS.length)
                .bytes(PPS)
                .toByteArray());
        return new SampleFormat.Video(VideoCodec.H264, 640, 360, configuration, reorderFrames, 30, "avc1.42001e");
    }

    private static SampleFormat.Audio aac() {
        Bytes configuration = Bytes.of(new byte[] {0x11, (byte) 0x90});
        return new SampleFormat.Audio(AudioCodec.AAC, 48_000, 2, 1024, configuration, "mp4a.40.2");
    }

    /// Samples of one NAL unit each, the first of them key, in the sizes given.
    private static TsTrack video(int reorderFrames, SampleTable table, long seed) {
        byte[] payload = new byte[(int) table.payloadBytes()];
        new Random(seed).nextBytes(payload);
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int offset = 0;
        for (int i = 0; i < table.count(); i++) {
            bytes.putInt(offset, table.sizeBytes(i) - 4).put(offset + 4, (byte) (table.isSync(i) ? 0x65 : 0x41));
            offset += table.sizeBytes(i);
        }
        return new TsTrack(h264(reorderFrames), 90_000, table, payload);
    }

    private static SampleTable frames(long baseDecodeTime, int... sizes) {
        SampleTable table = new SampleTable(baseDecodeTime);
        for (int i = 0; i < sizes.length; i++) {
            table.add(sizes[i], 3000, 0, i == 0);
        }
        return table;
    }

    private static TsTrack sound(long baseDecodeTime, int... sizes) {
        SampleTable table = new SampleTable(baseDecodeTime);
        for (int size : sizes) {
            table.add(size, 1024, 0, true);
        }
        byte[] payload = new byte[(int) table.payloadBytes()];
        new Random(9).nextBytes(payload);
        return new TsTrack(aac(), 48_000, table, payload);
    }

    @Test
    void pictures_areBehindDelimiterAndParameterSets() throws Exception {
        TsTrack track = video(0, frames(0, 20, 9), 1);
        TsReader ts = TsReader.read(TsSegment.write(List.of(track)));
        assertThat(ts.typesByPid).containsOnlyKeys(VIDEO).containsEntry(VIDEO, 0x1B);
        List<TsReader.Pes> pictures = ts.of(VIDEO);
        HexFormat hex = HexFormat.of();
        String key = hex.formatHex(track.payload(), 4, 20);
        String other = hex.formatHex(track.payload(), 24, 29);
        assertThat(hex.formatHex(pictures.get(0).payload()))
                .isEqualTo("0000000109f0" + "000000016742001e01" + "000000016802" + "00000001" + key);
        assertThat(hex.formatHex(pictures.get(1).payload())).isEqualTo("0000000109f0" + "00000001" + other);
        assertThat(pictures).extracting(TsReader.Pes::pts).containsExactly(TEN_SECONDS, TEN_SECONDS + 3000);
        assertThat(pictures).extracting(TsReader.Pes::randomAccess).containsExactly(true, false);
    }

    @Test
    void h265_hasDelimiterAndParameterSetsOfItsOwn() throws Exception {
        ByteSink hvcc = new ByteSink().u8(1).u8(1).zeros(19).u8(3).u8(3);
        for (int type : new int[] {32, 33, 34}) {
            hvcc.u8(0x80 | type).u16(1).u16(3).u8(type << 1).u8(1).u8(7);
        }
        SampleFormat format =
                new SampleFormat.Video(VideoCodec.H265, 64, 64, Bytes.of(hvcc.toByteArray()), 0, 30, "hvc1.1.6.L93.B0");
        SampleTable table = new SampleTable(0);
        table.add(14, 3000, 0, true);
        byte[] payload = HexFormat.of().parseHex("00000003460110" + "00000003260101");
        TsReader ts = TsReader.read(TsSegment.write(List.of(new TsTrack(format, 90_000, table, payload))));
        assertThat(ts.typesByPid).containsEntry(VIDEO, 0x24);
        assertThat(HexFormat.of().formatHex(ts.of(VIDEO).get(0).payload()))
                .isEqualTo(
                        "00000001460150" + "00000001400107" + "00000001420107" + "00000001440107" + "00000001260101");
    }

    @Test
    void delimiterOfTheSource_isNotDoubled() throws Exception {
        SampleTable table = new SampleTable(0);
        table.add(12, 3000, 0, false);
        byte[] payload = HexFormat.of().parseHex("0000000209f0" + "000000024101");
        TsReader ts = TsReader.read(TsSegment.write(List.of(new TsTrack(h264(0), 90_000, table, payload))));
        assertThat(HexFormat.of().formatHex(ts.of(VIDEO).get(0).payload())).isEqualTo("0000000109f0" + "000000014101");
    }

    @Test
    void sound_getsHeadersAndSharesPackets() throws Exception {
        TsTrack track = sound(48_000, 100, 101, 102, 103, 104, 105);
        List<TsReader.Pes> pes = TsReader.read(TsSegment.write(List.of(track))).of(AUDIO);
        assertThat(pes).extracting(TsReader.Pes::pts).containsExactly(990_000L, 990_000L + 5 * 1920);
        assertThat(HexFormat.of().formatHex(pes.get(0).payload(), 0, 7)).isEqualTo("fff14c800d7ffc");
        assertThat(pes.get(0).payload()).hasSize(5 * 7 + 510);
        assertThat(pes.get(1).payload()).hasSize(7 + 105);
    }

    @Test
    void gapInSound_endsThePacket() throws Exception {
        SampleTable table = new SampleTable(0);
        table.add(10, 1024, 0, true);
        table.add(10, 2048, 0, true);
        table.add(10, 1024, 0, true);
        TsTrack track = new TsTrack(aac(), 48_000, table, new byte[30]);
        assertThat(TsReader.read(TsSegment.write(List.of(track))).of(AUDIO))
                .extracting(TsReader.Pes::pts)
                .containsExactly(TEN_SECONDS, TEN_SECONDS + 5760);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42})
    void segmentsMadeApart_join(long seed) throws Exception {
        Random random = new Random(seed);
        byte[][] segments = new byte[6][];
        for (int i = 0; i < segments.length; i++) {
            int[] sizes = random.ints(30, 5, 3000).toArray();
            sizes[0] = random.nextInt(5, 100_000);
            TsTrack video = video(0, frames(i * 90_000L, sizes), seed);
            TsTrack sound = sound(i * 48_000L, random.ints(47, 1, 400).toArray());
            segments[i] = TsSegment.write(List.of(video, sound));
        }
        TsReader ts = TsReader.read(segments);
        assertThat(ts.of(VIDEO)).hasSize(180);
        assertThat(ts.clock).isSorted().hasSize(180);
        assertThat(ts.tables).isEqualTo(segments.length * 32);
        assertThat(ts.of(AUDIO)).extracting(TsReader.Pes::pts).isSorted();
    }

    @Test
    void reorderedPictures_areNeverShownBeforeTheyAreDecoded() throws Exception {
        SampleTable table = new SampleTable(0);
        table.add(100, 3000, 0, true);
        table.add(100, 3000, 6000, false);
        table.add(100, 3000, -3000, false);
        table.add(100, 3000, -3000, false);
        List<TsReader.Pes> pes =
                TsReader.read(TsSegment.write(List.of(video(1, table, 1)))).of(VIDEO);
        assertThat(pes).extracting(TsReader.Pes::pts).containsExactly(900_000L, 909_000L, 903_000L, 906_000L);
        assertThat(pes).extracting(TsReader.Pes::dts).containsExactly(895_500L, 898_500L, 901_500L, 904_500L);
    }

    @Test
    void moreReorderingThanAnnounced_stillHasDecodeTimesThatRise() throws Exception {
        SampleTable table = new SampleTable(0);
        table.add(100, 3000, 0, true);
        table.add(100, 3000, 6000, false);
        table.add(100, 3000, -3000, false);
        table.add(100, 3000, -3000, false);
        List<TsReader.Pes> pes =
                TsReader.read(TsSegment.write(List.of(video(0, table, 1)))).of(VIDEO);
        assertThat(pes).allMatch(picture -> picture.dts() <= picture.pts());
        assertThat(pes).extracting(TsReader.Pes::dts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void timesOfToday_wrapAt33Bits() throws Exception {
        long time = 1_700_000_000_000L;
        byte[] segment = TsSegment.write(List.of(video(0, frames(time * 90, 50), 1), sound(time * 48, 50)));
        TsReader ts = TsReader.read(segment);
        long expected = (time * 90 + TEN_SECONDS) % (1L << 33);
        assertThat(ts.packets).hasSize(2).allMatch(pes -> pes.pts() == expected);
        assertThat(ts.clock).containsExactly(expected - 63_000);
    }

    @Test
    void brokenNalLengths_areRefused() {
        TsTrack track = new TsTrack(h264(0), 90_000, frames(0, 6), new byte[] {0, 0, 0, 9, 1, 1});
        assertThatThrownBy(() -> TsSegment.write(List.of(track))).isInstanceOf(MalformedMediaException.class);
    }

    @Test
    void soundThatNoTransportStreamCarries_isRefused() {
        SampleFormat flac = new SampleFormat.Audio(AudioCodec.FLAC, 8000, 1, 0, Bytes.of(new byte[34]), "fLaC");
        TsTrack track = new TsTrack(flac, 8000, new SampleTable(0), new byte[0]);
        assertThatThrownBy(() -> TsSegment.write(List.of(track))).isInstanceOf(IllegalArgumentException.class);
    }
}
