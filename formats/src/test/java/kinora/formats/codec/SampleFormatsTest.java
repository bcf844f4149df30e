package kinora.formats.codec;

import static kinora.formats.codec.CodecSamples.BASELINE_PPS;
import static kinora.formats.codec.CodecSamples.BASELINE_SPS;
import static kinora.formats.codec.CodecSamples.HIGH_PPS;
import static kinora.formats.codec.CodecSamples.HIGH_SPS;
import static kinora.formats.codec.CodecSamples.IDR_SLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.flac.FlacFrame;
import kinora.formats.codec.pcm.G711;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: however a producer lays out codec data and frames, the player is told the same.
class SampleFormatsTest {
    private static final Bytes AVCC = CodecSamples.avcc(4, HIGH_SPS, HIGH_PPS);

    private static final byte[] WITH_SETS = CodecSamples.annexB(HIGH_SPS, HIGH_PPS, IDR_SLICE);
    private static final Layout AVCC_AND_LENGTHS =
            new Layout("avcC and lengths", AVCC, CodecSamples.lengthPrefixed(4, IDR_SLICE), FrameForm.NAL_LENGTH_4);

    record Layout(String name, @Nullable Bytes codecPrivate, byte[] frame, FrameForm form) {
        Track track() {
            return Track.video(1, "V_MPEG4/ISO/AVC", codecPrivate, 0, 0);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Layout> layouts() {
        Bytes annexB = Bytes.of(CodecSamples.annexB(HIGH_SPS, HIGH_PPS));
        byte[] lengths = CodecSamples.lengthPrefixed(4, HIGH_SPS, HIGH_PPS, IDR_SLICE);
        return List.of(
                AVCC_AND_LENGTHS,
                withLengths(2, FrameForm.NAL_LENGTH_2),
                withLengths(1, FrameForm.NAL_LENGTH_1),
                new Layout("Annex B all through", annexB, WITH_SETS, FrameForm.ANNEX_B),
                new Layout("Annex B in frames only", AVCC, WITH_SETS, FrameForm.ANNEX_B),
                new Layout("Annex B in private only", annexB, AVCC_AND_LENGTHS.frame, FrameForm.NAL_LENGTH_4),
                new Layout("no private and Annex B", null, WITH_SETS, FrameForm.ANNEX_B),
                new Layout("no private and lengths", null, lengths, FrameForm.NAL_LENGTH_4),
                new Layout("broken private", Bytes.of(new byte[] {1, 2, 3}), WITH_SETS, FrameForm.ANNEX_B));
    }

    private static Layout withLengths(int bytes, FrameForm form) {
        Bytes avcc = CodecSamples.avcc(bytes, HIGH_SPS, HIGH_PPS);
        return new Layout("lengths of " + bytes, avcc, CodecSamples.lengthPrefixed(bytes, IDR_SLICE), form);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayout_isAnnouncedTheSame(Layout layout) throws Exception {
        SampleFormat.Video format =
                (SampleFormat.Video) SampleFormats.of(layout.track(), CodecSamples.buffer(layout.frame));

        assertThat(format.codecs()).isEqualTo("avc1.64000d");
        assertThat(format.width()).isEqualTo(322);
        assertThat(format.height()).isEqualTo(182);
        assertThat(format.reorderFrames()).isEqualTo(2);
        assertThat(format.configuration())
                .isEqualTo(((SampleFormat.Video) SampleFormats.of(AVCC_AND_LENGTHS.track(), null)).configuration());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayout_isRepairedToLengthsOfFourBytes(Layout layout) throws Exception {
        ByteBuffer frame = CodecSamples.buffer(layout.frame);
        FrameForm form = FrameForm.of(layout.track(), frame);
        FrameRepair repair = FrameRepair.of(SampleFormats.of(layout.track(), frame), form);
        ByteSink sample = new ByteSink();

        repair.append(frame, 0, sample);

        assertThat(form).isEqualTo(layout.form);
        assertThat(repair.changesNothing()).isEqualTo(form == FrameForm.NAL_LENGTH_4);
        byte[] expected = form == FrameForm.NAL_LENGTH_4 ? layout.frame : CodecSamples.lengthPrefixed(4, IDR_SLICE);
        assertThat(sample.toByteArray()).isEqualTo(expected);
        assertThat(frame.remaining()).isEqualTo(layout.frame.length);
    }

    @Test
    void parameterSetsThatTheConfigurationLacks_stayInTheSample() throws Exception {
        FrameRepair repair = FrameRepair.of(SampleFormats.of(AVCC_AND_LENGTHS.track(), null), FrameForm.ANNEX_B);
        ByteSink sample = new ByteSink();

        repair.append(CodecSamples.buffer(CodecSamples.annexB(BASELINE_SPS, HIGH_PPS, IDR_SLICE)), 0, sample);

        assertThat(sample.toByteArray()).isEqualTo(CodecSamples.lengthPrefixed(4, BASELINE_SPS, IDR_SLICE));
    }

    @Test
    void noPrivateAndNothingInTheFrame_isMissing() {
        Track track = Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 360);

        assertRefused(track, null, CodecException.Kind.MISSING);
        assertRefused(track, CodecSamples.annexB(IDR_SLICE), CodecException.Kind.MISSING);
        assertRefused(track, CodecSamples.annexB(BASELINE_PPS, IDR_SLICE), CodecException.Kind.MISSING);
        assertRefused(Track.audio(2, "A_AAC", null, 48_000, 2), null, CodecException.Kind.MISSING);
    }

    @Test
    void privateThatCannotBeRead_isInvalid() {
        Bytes broken = Bytes.of(new byte[] {1, 0x64, 0, 13, -1, -31, 0, 99});

        assertRefused(Track.video(1, "V_MPEG4/ISO/AVC", broken, 640, 360), null, CodecException.Kind.INVALID);
        assertRefused(
                Track.audio(2, "A_AAC", Bytes.of(new byte[] {0x17}), 48_000, 2), null, CodecException.Kind.INVALID);
    }

    @Test
    void strangeCodec_isUnsupported() {
        assertRefused(Track.video(1, "V_MS/VFW/FOURCC", null, 640, 360), null, CodecException.Kind.UNSUPPORTED);
        assertRefused(Track.audio(1, "A_OPUS", null, 48_000, 2), null, CodecException.Kind.UNSUPPORTED);
        assertThat(SampleFormats.knows(Track.audio(1, "A_OPUS", null, 48_000, 2)))
                .isFalse();
    }

    private static void assertRefused(Track track, byte @Nullable [] frame, CodecException.Kind kind) {
        assertThatThrownBy(() -> SampleFormats.of(track, frame == null ? null : CodecSamples.buffer(frame)))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void adts_isReadForItsConfiguration_andTakenOff() throws Exception {
        Track track = Track.audio(2, "A_AAC", null, 48_000, 2);
        ByteBuffer packet = CodecSamples.buffer(CodecSamples.hex("fff14c80" + "0160fc" + "01020304"));

        SampleFormat.Audio format = (SampleFormat.Audio) SampleFormats.of(track, packet);
        ByteSink sample = new ByteSink();
        FrameRepair.of(format, FrameForm.of(track, packet)).append(packet, 0, sample);

        assertThat(format.codecs()).isEqualTo("mp4a.40.2");
        assertThat(format.configuration()).isEqualTo(Bytes.of(CodecSamples.hex("1190")));
        assertThat(sample.toByteArray()).isEqualTo(CodecSamples.hex("01020304"));
    }

    @Test
    void twoAdtsFramesInOneBlock_areRefused() throws Exception {
        ByteBuffer packets = CodecSamples.buffer(CodecSamples.hex("fff14c800160fc01020304".repeat(2)));
        FrameRepair repair =
                FrameRepair.of(SampleFormats.of(Track.audio(2, "A_AAC", null, 48_000, 2), packets), FrameForm.ADTS);

        assertThatThrownBy(() -> repair.append(packets, 0, new ByteSink())).isInstanceOf(MalformedMediaException.class);
    }

    @Test
    void oldAacIds_sayEnoughOfThemselves() throws Exception {
        SampleFormat.Audio format =
                (SampleFormat.Audio) SampleFormats.of(Track.audio(2, "A_AAC/MPEG4/LC", null, 44_100, 1), null);

        assertThat(format.configuration()).isEqualTo(Bytes.of(CodecSamples.hex("1208")));
        assertThat(format.sampleRate()).isEqualTo(44_100);
    }

    @Test
    void g711_isAnnouncedAsItIs_andBecomesFlacWhereAsked() throws Exception {
        Bytes wave = Bytes.of(CodecSamples.hex("07000100401f0000401f0000010008000000"));
        Track track = Track.audio(2, "A_MS/ACM", wave, 8_000, 1);
        byte[] packet = new byte[160];
        new Random(1).nextBytes(packet);
        SampleFormat.Audio g711 = (SampleFormat.Audio) SampleFormats.of(track, null);
        SampleFormat.Audio flac = SampleFormats.asFlac(g711);
        FrameForm form = FrameForm.of(track, null);
        ByteSink sample = new ByteSink();

        FrameRepair.of(flac, form).append(CodecSamples.buffer(packet), 8_000, sample);

        assertThat(g711.codecs()).isEqualTo("ulaw");
        assertThat(FrameRepair.of(g711, form).changesNothing()).isTrue();
        assertThat(flac.configuration().length()).isEqualTo(34);
        FlacFrame decoded = FlacFrame.read(sample.toByteArray(), 16);
        assertThat(decoded.firstSample()).isEqualTo(8_000);
        for (int i = 0; i < packet.length; i++) {
            assertThat(decoded.samples()[0][i]).isEqualTo(G711.mulaw(packet[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A_PCM/INT/LIT, 16, 0180 ff7f, -32767, 32767",
        "A_PCM/INT/BIG, 16, 8001 7fff, -32767, 32767",
        "A_PCM/INT/LIT, 24, 010080 ffff7f, -8388607, 8388607",
        "A_PCM/INT/BIG, 24, 800001 7fffff, -8388607, 8388607",
        "A_PCM/INT/LIT, 8,  00 ff, -32768, 32512",
    })
    void plainSamples_becomeFlac(String codecId, int bits, String hex, int left, int right) throws Exception {
        Track.Audio audio = new Track.Audio(16_000, 2, bits);
        Track track = new Track(1, 1, Track.TYPE_AUDIO, codecId, null, null, null, 0, null, audio);
        ByteSink sample = new ByteSink();

        FrameForm form = FrameForm.of(track, null);
        byte[] packet = CodecSamples.hex(hex.replace(" ", ""));
        FrameRepair.of(SampleFormats.of(track, null), form).append(CodecSamples.buffer(packet), 0, sample);

        assertThat(packet.length / form.sampleBytes()).isEqualTo(2);
        assertThat(FlacFrame.read(sample.toByteArray(), bits == 24 ? 24 : 16).samples())
                .isDeepEqualTo(new int[][] {{left}, {right}});
    }

    @Test
    void packetThatEndsWithinASample_isRefused() throws Exception {
        FrameRepair repair = FrameRepair.of(PcmTrackCodec.flac(16_000, 2, 16), FrameForm.PCM_S16LE);

        assertThatThrownBy(() -> repair.append(CodecSamples.buffer(new byte[6]), 0, new ByteSink()))
                .isInstanceOf(MalformedMediaException.class);
    }

    @Test
    void h265_isAnnounced_fromPrivateOrFrame() throws Exception {
        byte[] keyFrame = CodecSamples.annexB(
                CodecSamples.H265_VPS, CodecSamples.H265_SPS, CodecSamples.H265_PPS, new byte[] {0x26, 1, 7});
        SampleFormat fromFrame =
                SampleFormats.of(Track.video(1, "V_MPEGH/ISO/HEVC", null, 0, 0), CodecSamples.buffer(keyFrame));
        SampleFormat fromPrivate = SampleFormats.of(Track.video(1, "V_MPEG/ISO/HEVC", CodecSamples.hvcc(), 0, 0), null);
        ByteSink sample = new ByteSink();
        FrameRepair.of(fromFrame, FrameForm.ANNEX_B).append(CodecSamples.buffer(keyFrame), 0, sample);

        assertThat(fromFrame).isEqualTo(fromPrivate);
        assertThat(fromFrame.codecs()).isEqualTo("hvc1.1.6.L60.90");
        assertThat(sample.toByteArray()).isEqualTo(CodecSamples.hex("00000003260107"));
    }
}
