package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import kinora.formats.bits.ByteSink;
import kinora.formats.ebml.ElementHeader;
import kinora.formats.ebml.Vint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatroskaElementTest {
    @ParameterizedTest
    @EnumSource
    void everyElement_isFoundByItsId_andItsIdIsValid(MatroskaElement element) throws Exception {
        assertThat(MatroskaElement.byId(element.id())).isSameAs(element);
        ByteSink header = new ByteSink();
        Vint.writeId(header, element.id());
        Vint.write(header, 5);
        ElementHeader read = new ElementHeader();
        read.start(0);
        ByteBuffer bytes = header.asByteBuffer();
        boolean whole = false;
        while (bytes.hasRemaining()) {
            assertThat(whole).isFalse();
            whole = read.add(bytes.get());
        }
        assertThat(whole).isTrue();
        assertThat(read.id()).isEqualTo(element.id());
        assertThat(read.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"EBML, 0", "SEGMENT, 0", "CLUSTER, 1", "SIMPLE_BLOCK, 2", "BLOCK, 3", "SAMPLING_FREQUENCY, 4"})
    void levelFollowsFromTheParents(MatroskaElement element, int level) {
        assertThat(element.level()).isEqualTo(level);
    }

    @Test
    void unknownId_isShownInHexadecimal() {
        assertThat(MatroskaElement.byId(0x4FFE)).isNull();
        assertThat(MatroskaElement.nameOf(0x4FFE)).isEqualTo("element 0x4FFE");
    }
}
