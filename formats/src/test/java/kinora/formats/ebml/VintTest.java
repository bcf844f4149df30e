package kinora.formats.ebml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VintTest {
    private static ElementHeader readSize(byte[] size) throws MalformedMediaException {
        ElementHeader header = new ElementHeader();
        header.start(0);
        boolean whole = header.add((byte) 0xEC);
        for (byte next : size) {
            assertThat(whole).isFalse();
            whole = header.add(next);
        }
        assertThat(whole).isTrue();
        return header;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLength_holdsItsLargestSize_andUnknown(int length) throws Exception {
        ByteSink largest = new ByteSink();
        Vint.write(largest, Vint.allOnes(length) - 1, length);
        assertThat(readSize(largest.toByteArray()).size()).isEqualTo(Vint.allOnes(length) - 1);
        ByteSink unknown = new ByteSink();
        Vint.writeUnknown(unknown, length);
        assertThat(readSize(unknown.toByteArray()).isUnknownSize()).isTrue();
        ByteSink zero = new ByteSink();
        Vint.write(zero, 0, length);
        assertThat(readSize(zero.toByteArray()).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 126, 127, 16_382, 16_383, 1L << 40, (1L << 56) - 2})
    void shortestForm_readsBack(long value) throws Exception {
        ByteSink out = new ByteSink();
        Vint.write(out, value);
        assertThat(readSize(out.toByteArray()).size()).isEqualTo(value);
        assertThat(out.length()).isEqualTo(Vint.bytesFor(value));
    }

    @Test
    void allOnes_areNeverWrittenAsASize() {
        assertThat(Vint.bytesFor(127)).isEqualTo(2);
        assertThatThrownBy(() -> Vint.write(new ByteSink(), 127, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vint.bytesFor((1L << 56) - 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vint.bytesFor(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
