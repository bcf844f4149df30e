package kinora.formats.codec.h264;

import static kinora.formats.codec.CodecSamples.HIGH_PPS;
import static kinora.formats.codec.CodecSamples.HIGH_SPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.CodecSamples;
import kinora.formats.codec.nal.NalCursor;
import org.junit.jupiter.api.Test;

/// Goal: the record is read and written as ISO/IEC 14496-15 has it.
class AvcConfigurationTest {
    @Test
    void writtenRecord_isForFourByteLengths_andTellsChroma() throws MalformedMediaException {
        AvcConfiguration read =
                AvcConfiguration.read(CodecSamples.avcc(2, HIGH_SPS, HIGH_PPS).asByteBuffer());

        assertThat(read.lengthBytes()).isEqualTo(2);
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(read.write().toByteArray()))
                .isEqualTo(
                        "0164000dffe10019" + hex.formatHex(HIGH_SPS) + "010006" + hex.formatHex(HIGH_PPS) + "fdf8f800");
    }

    @Test
    void repeatedParameterSets_areGatheredOnce() throws MalformedMediaException {
        byte[] stream = CodecSamples.annexB(HIGH_SPS, HIGH_PPS, CodecSamples.IDR_SLICE, HIGH_SPS, HIGH_PPS);

        AvcConfiguration gathered = AvcConfiguration.gather(NalCursor.annexB(CodecSamples.buffer(stream)));

        assertThat(gathered.sps()).containsExactly(Bytes.of(HIGH_SPS));
        assertThat(gathered.pps()).containsExactly(Bytes.of(HIGH_PPS));
        assertThat(gathered.isComplete()).isTrue();
    }

    @Test
    void setLongerThanItsRecord_isRefused_withItsPlace() {
        byte[] record = CodecSamples.avcc(4, HIGH_SPS, HIGH_PPS).toByteArray();
        record[6] = 1;

        assertThatThrownBy(() -> AvcConfiguration.read(CodecSamples.buffer(record)))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessage("an avcC whose parameter sets do not fit (at byte 8)");
    }
}
