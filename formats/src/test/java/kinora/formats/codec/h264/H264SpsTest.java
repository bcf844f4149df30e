package kinora.formats.codec.h264;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.CodecSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what x264 writes is read as ffprobe reads it.
class H264SpsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "baseline,          6742c00dd901519e226c04400000fa40003a9803c50a92,         avc1.42c00d, 322, 182, 0, 29.97",
        "main with B,       674d400deca0a8cf1136022000007d20001d4c01e28532c0,        avc1.4d400d, 322, 182, 2, 29.97",
        "high with B,       6764000dacd941519e226c04400000fa40003a9803c50a6580,     avc1.64000d, 322, 182, 2, 29.97",
        "4:2:2 at 10 bit,   677a000db6cd941519e222f01100000303e90000ea600f142996,   avc1.7a000d, 322, 182, 2, 29.97",
        "4:4:4,             67f4000d919b282a33c7c5e022000007d20001d4c01e28532c,     avc1.f4000d, 322, 182, 2, 29.97",
        "interlaced and HRD, 67640015acd941433f2e022000000300200000064c080061a800c35c98601f142996, "
                + "avc1.640015, 320, 176, 2, 25"
    })
    void encodersSps_isReadAsFfprobeReadsIt(
            String name, String hex, String codecs, int width, int height, int reorder, double framesPerSecond)
            throws MalformedMediaException {
        H264Sps sps = H264Sps.read(CodecSamples.buffer(CodecSamples.hex(hex)));

        assertThat(sps.codecs()).isEqualTo(codecs);
        assertThat(sps.width()).isEqualTo(width);
        assertThat(sps.height()).isEqualTo(height);
        assertThat(sps.reorderFrames()).isEqualTo(reorder);
        assertThat(sps.reorderStated()).isTrue();
        assertThat(Math.round(sps.framesPerSecond() * 100) / 100.0).isEqualTo(framesPerSecond);
        assertThat(sps.interlaced()).isEqualTo(name.startsWith("interlaced"));
    }

    @Test
    void chromaAndDepth_areThoseOfTheEncoder() throws MalformedMediaException {
        H264Sps sps = H264Sps.read(
                CodecSamples.buffer(CodecSamples.hex("677a000db6cd941519e222f01100000303e90000ea600f142996")));

        assertThat(sps.chromaFormat()).isEqualTo(2);
        assertThat(sps.bitDepthLuma()).isEqualTo(10);
        assertThat(sps.bitDepthChroma()).isEqualTo(10);
    }

    @Test
    void cutSps_isRefused_whereverItIsCutBeforeItsVui() {
        byte[] sps = CodecSamples.HIGH_SPS;
        for (int length = 1; length <= 9; length++) {
            byte[] cut = Arrays.copyOf(sps, length);
            assertThatThrownBy(() -> H264Sps.read(CodecSamples.buffer(cut)))
                    .as("%s bytes", cut.length)
                    .isInstanceOf(MalformedMediaException.class);
        }
    }

    @Test
    void cutVui_keepsTheSize() throws MalformedMediaException {
        H264Sps sps = H264Sps.read(CodecSamples.buffer(Arrays.copyOf(CodecSamples.HIGH_SPS, 13)));

        assertThat(sps.width()).isEqualTo(322);
        assertThat(sps.framesPerSecond()).isZero();
        assertThat(sps.reorderStated()).isFalse();
        assertThat(sps.reorderFrames()).isEqualTo(4);
    }

    /// Every field at its largest: 32 zero bits are no Exp-Golomb code.
    @Test
    void hugeSize_isRefused() {
        byte[] sps = CodecSamples.hex("6742c00d" + "f4" + "000000001" + "fffffffffff");

        assertThatThrownBy(() -> H264Sps.read(CodecSamples.buffer(sps))).isInstanceOf(MalformedMediaException.class);
    }
}
