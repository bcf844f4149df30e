package kinora.formats.codec.aac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import kinora.formats.MalformedMediaException;
import kinora.formats.codec.CodecSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what encoders and producers write of AAC is understood.
class AudioSpecificConfigTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "LC 48 kHz stereo,      1190,       mp4a.40.2,  48000, 2, 1024",
        "LC 16 kHz mono,        1408,       mp4a.40.2,  16000, 1, 1024",
        "LC with SBR behind it, 139056e5a0, mp4a.40.2,  22050, 2, 1024",
        "HE-AAC,                2b920800,   mp4a.40.5,  22050, 2, 1024",
        "HE-AAC v2,             eb8a0800,   mp4a.40.29, 22050, 1, 1024",
        "LC of 960 samples,     1194,       mp4a.40.2,  48000, 2, 960",
        "LC at 13 kHz,          1780199638,   mp4a.40.2,  13100, 8, 1024",
    })
    void configuration_isRead(String name, String hex, String codecs, int rate, int channels, int samples)
            throws MalformedMediaException {
        AudioSpecificConfig config = AudioSpecificConfig.read(ByteBuffer.wrap(CodecSamples.hex(hex)));

        assertThat(config.codecs()).isEqualTo(codecs);
        assertThat(config.sampleRate()).isEqualTo(rate);
        assertThat(config.channels()).isEqualTo(channels);
        assertThat(config.samplesPerPacket()).isEqualTo(samples);
        assertThat(config.isAac()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"48000, 2", "44100, 6", "7350, 1", "13100, 2"})
    void writtenConfiguration_readsBack(int rate, int channels) throws MalformedMediaException {
        AudioSpecificConfig config = AudioSpecificConfig.lc(rate, channels);

        assertThat(AudioSpecificConfig.read(config.write().asByteBuffer())).isEqualTo(config);
    }

    @Test
    void reservedFrequency_isRefused() {
        assertThatThrownBy(() -> AudioSpecificConfig.read(ByteBuffer.wrap(CodecSamples.hex("1690"))))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessageContaining("index 13");
    }

    @Test
    void adtsHeader_tellsTheConfiguration() throws MalformedMediaException {
        byte[] packet = CodecSamples.hex("fff14c800160fc" + "0102030405".substring(0, 8));

        AdtsHeader header = AdtsHeader.read(ByteBuffer.wrap(packet));

        assertThat(header.frameBytes()).isEqualTo(11);
        assertThat(header.headerBytes()).isEqualTo(7);
        assertThat(HexFormat.of().formatHex(header.configuration().write().toByteArray()))
                .isEqualTo("1190");
    }

    @Test
    void rawPackets_areNotTakenForAdts() {
        assertThat(AdtsHeader.begins(ByteBuffer.wrap(CodecSamples.hex("2110049080001c"))))
                .isFalse();
        assertThat(AdtsHeader.begins(ByteBuffer.wrap(CodecSamples.hex("fff1")))).isFalse();
    }
}
