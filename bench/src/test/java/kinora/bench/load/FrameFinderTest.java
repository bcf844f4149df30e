package kinora.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFinderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 19, 1000})
    void framesAreFoundHoweverTheyArrive(int pieceBytes) {
        ByteBuf media = Unpooled.buffer();
        media.writeBytes(new byte[] {(byte) 0xA3, (byte) 0xFE, 0x40});
        frame(media, 50, 11);
        media.writeBytes(new byte[] {(byte) 0xFE});
        frame(media, Marker.BYTES, 22);
        frame(media, 21, 33);
        List<Long> found = new ArrayList<>();
        FrameFinder finder = new FrameFinder(found::add);
        while (media.isReadable()) {
            finder.read(media.readSlice(Math.min(pieceBytes, media.readableBytes())));
        }
        assertThat(found).containsExactly(11L, 22L, 33L);
    }

    private static void frame(ByteBuf media, int bytes, long sentNs) {
        int at = media.writerIndex();
        media.writeBytes(Marker.unstamped(bytes)).writeZero(bytes - Marker.BYTES);
        Marker.stamp(media, at, sentNs);
    }
}
