package kinora.formats.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ByteSinkTest {
    @Test
    void numbersStandInNetworkOrder() {
        ByteSink sink = new ByteSink(0);
        sink.u8(1).u16(0x0203).u24(0x040506).u32(0x0708090AL).u64(0x0B0C0D0E0F101112L);
        assertThat(sink.toByteArray())
                .isEqualTo(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
    }

    @Test
    void earlierBytesCanBePutRight_andZerosOverwriteWhatWasThereBefore() {
        ByteSink sink = new ByteSink();
        sink.utf8("äz").clear();
        sink.zeros(3).ascii("ab").bytes(ByteBuffer.wrap(new byte[] {9, 8}).position(1));
        sink.setBigEndian(1, 0x1234, 2);
        assertThat(sink.toByteArray()).isEqualTo(new byte[] {0, 0x12, 0x34, 'a', 'b', 8});
        assertThat(sink.asByteBuffer()).isEqualTo(ByteBuffer.wrap(sink.toByteArray()));
    }

    @Test
    void bytesAsValue_areNotChangedFromOutside() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of(new byte[] {0, 1, 2, 3}, 1, 4)).hasToString("010203");
        assertThat(bytes.hashCode()).isEqualTo(Bytes.of(new byte[] {1, 2, 3}).hashCode());
        assertThat(bytes.u8(2)).isEqualTo(3);
        assertThat(bytes.asByteBuffer().isReadOnly()).isTrue();
        assertThat(Bytes.of(new byte[40]).toString()).endsWith("00… (40 bytes)");
    }
}
