package kinora.formats.codec.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.CodecSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: the values of the standard's tables, and WAVE headers as producers write them.
class G711Test {
    /// ITU-T G.711 tables 1a and 2a, in 16 bits.
    @ParameterizedTest
    @CsvSource({"213, 8", "85, -8", "170, 32256", "42, -32256", "144, 2752"})
    void alaw_expandsAsTheStandardSays(int code, int value) {
        assertThat(G711.alaw((byte) code)).isEqualTo((short) value);
    }

    @ParameterizedTest
    @CsvSource({"255, 0", "127, 0", "128, 32124", "0, -32124", "254, 8", "126, -8"})
    void mulaw_expandsAsTheStandardSays(int code, int value) {
        assertThat(G711.mulaw((byte) code)).isEqualTo((short) value);
    }

    @Test
    void waveHeader_isRead_withAndWithoutItsTail() throws MalformedMediaException {
        String header = "0700" + "0100" + "401f0000" + "401f0000" + "0100" + "0800";

        for (String tail : new String[] {"", "0000", "020000"}) {
            WaveFormat wave = WaveFormat.read(ByteBuffer.wrap(CodecSamples.hex(header + tail)));
            assertThat(wave.tag()).isEqualTo(WaveFormat.MULAW);
            assertThat(wave.sampleRate()).isEqualTo(8000);
            assertThat(wave.channels()).isEqualTo(1);
            assertThat(wave.bitsPerSample()).isEqualTo(8);
        }
    }

    @Test
    void extensibleHeader_saysItsTagInside() throws MalformedMediaException {
        WaveFormat wave = WaveFormat.read(ByteBuffer.wrap(CodecSamples.hex("feff" + "0200" + "80bb0000" + "00ee0200"
                + "0400" + "1000" + "1600" + "1000" + "03000000" + "0100000000001000800000aa00389b71")));

        assertThat(wave.tag()).isEqualTo(WaveFormat.PCM);
        assertThat(wave.extra().length()).isEqualTo(22);
    }

    @Test
    void headerOfNoSound_isRefused() {
        String noChannels = "0700" + "0000" + "401f0000" + "401f0000" + "0100";
        assertThatThrownBy(() -> WaveFormat.read(ByteBuffer.wrap(CodecSamples.hex(noChannels))))
                .isInstanceOf(MalformedMediaException.class);
        assertThatThrownBy(() -> WaveFormat.read(ByteBuffer.wrap(new byte[13])))
                .isInstanceOf(MalformedMediaException.class);
    }
}
