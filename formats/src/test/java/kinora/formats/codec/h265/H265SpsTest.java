package kinora.formats.codec.h265;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.CodecSamples;
import kinora.formats.codec.nal.NalCursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what x265 writes is read as ffprobe reads it, and the hvcC says what MP4 wants.
class H265SpsTest {
    private static final byte[] VPS = CodecSamples.H265_VPS;
    private static final byte[] SPS = CodecSamples.H265_SPS;
    private static final byte[] PPS = CodecSamples.H265_PPS;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Main,    42010101600000030090000003000003003ca00a480b9c9596566924caf0168080000003008000000c84, "
                + "hvc1.1.6.L60.90, 8, 1",
        "Main 10, 42010102200000030090000003000003003ca00a480b9c94d96566924caf016808000003000800000300c840, "
                + "hvc1.2.4.L60.90, 10, 1",
        "4:2:2,   4201010408000003009d0800000300003cb00a480b9c96d96566924caf016808000003000800000300c840, "
                + "hvc1.4.10.L60.9d.8, 10, 2"
    })
    void encodersSps_isReadAsFfprobeReadsIt(String name, String hex, String codecs, int depth, int chroma)
            throws MalformedMediaException {
        H265Sps sps = H265Sps.read(CodecSamples.buffer(CodecSamples.hex(hex)));

        assertThat(sps.codecs()).isEqualTo(codecs);
        assertThat(sps.width()).isEqualTo(322);
        assertThat(sps.height()).isEqualTo(182);
        assertThat(sps.bitDepthLuma()).isEqualTo(depth);
        assertThat(sps.bitDepthChroma()).isEqualTo(depth);
        assertThat(sps.chromaFormat()).isEqualTo(chroma);
        assertThat(sps.reorderFrames()).isEqualTo(2);
        assertThat(sps.framesPerSecond()).isEqualTo(25);
    }

    @Test
    void cutSps_isRefused_orLosesOnlyItsFrameRate() throws MalformedMediaException {
        for (int length = 3; length < 24; length++) {
            byte[] cut = Arrays.copyOf(SPS, length);
            assertThatThrownBy(() -> H265Sps.read(CodecSamples.buffer(cut)))
                    .as("%s bytes", cut.length)
                    .isInstanceOf(MalformedMediaException.class);
        }
        H265Sps sps = H265Sps.read(CodecSamples.buffer(Arrays.copyOf(SPS, SPS.length - 6)));
        assertThat(sps.width()).isEqualTo(322);
        assertThat(sps.framesPerSecond()).isZero();
    }

    @Test
    void writtenRecord_readsBack_forFourByteLengths() throws MalformedMediaException {
        byte[] stream = CodecSamples.annexB(VPS, SPS, PPS, SPS);

        HevcConfiguration gathered = HevcConfiguration.gather(NalCursor.annexB(CodecSamples.buffer(stream)));
        Bytes record = gathered.write();

        assertThat(HevcConfiguration.read(record.asByteBuffer())).isEqualTo(gathered);
        assertThat(HexFormat.of().formatHex(record.toByteArray()))
                .startsWith("0101600000009000000000003cf000fcfdf8f800000f03" + "a00001" + "0018" + "4001");
    }

    @Test
    void recordThatEndsEarly_isRefused() throws MalformedMediaException {
        byte[] record = HevcConfiguration.gather(
                        NalCursor.annexB(CodecSamples.buffer(CodecSamples.annexB(VPS, SPS, PPS))))
                .write()
                .toByteArray();
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> HevcConfiguration.read(CodecSamples.buffer(cut)))
                    .isInstanceOf(MalformedMediaException.class);
        }
    }
}
