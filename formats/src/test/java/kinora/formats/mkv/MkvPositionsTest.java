package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import org.junit.jupiter.api.Test;

/// Goal: a caller can cut the input into header and fragments with nothing but the parser's offsets.
class MkvPositionsTest {
    private static final int HEADER_BYTES_MAX = 12;

    @Test
    void bytesCutAtSettledOffsets_areHeaderAndFragments() throws Exception {
        byte[] input = Samples.camera();
        int second = indexOfLast(input, Samples.hex("1F43B675"));
        int first = indexOfFirst(input, Samples.hex("1F43B675"));
        for (int piece = 1; piece < 40; piece++) {
            List<byte[]> parts = new Cutter().cut(input, piece);
            assertThat(parts)
                    .containsExactly(
                            Arrays.copyOfRange(input, 0, first),
                            Arrays.copyOfRange(input, first, second),
                            Arrays.copyOfRange(input, second, input.length));
        }
    }

    /// What ingest does: copies what is settled, keeps the few bytes that are not for the next piece.
    private static final class Cutter implements MkvEvents {
        private final List<byte[]> parts = new ArrayList<>();
        private final MkvParser parser = new MkvParser(MkvLimits.DEFAULT, this);
        private byte[] pending = {};
        private long pendingOffset;
        private ByteSink part = new ByteSink();

        List<byte[]> cut(byte[] input, int pieceBytes) throws MalformedMediaException {
            for (int at = 0; at < input.length; at += pieceBytes) {
                byte[] piece = Arrays.copyOfRange(input, at, Math.min(input.length, at + pieceBytes));
                ByteSink joined = new ByteSink();
                pending = joined.bytes(pending).bytes(piece).toByteArray();
                parser.push(ByteBuffer.wrap(piece));
                take(parser.settledBytes());
                assertThat(pending.length).isLessThan(HEADER_BYTES_MAX);
            }
            parser.finish();
            take(parser.positionBytes());
            parts.add(part.toByteArray());
            return parts;
        }

        private void take(long end) {
            int count = (int) (end - pendingOffset);
            part.bytes(pending, 0, count);
            pending = Arrays.copyOfRange(pending, count, pending.length);
            pendingOffset = end;
        }

        @Override
        public void clusterStart(long offset, int headerBytes, long sizeBytes) {
            take(offset);
            parts.add(part.toByteArray());
            part = new ByteSink();
        }
    }

    @Test
    void inputMayEnd_onlyBetweenElements() throws Exception {
        byte[] known = Samples.knownSizes();
        List<Long> boundaries = new ArrayList<>();
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new MkvEvents() {});
        for (byte next : known) {
            if (parser.atElementBoundary()) {
                boundaries.add(parser.positionBytes());
            }
            parser.push(ByteBuffer.wrap(new byte[] {next}));
        }
        assertThat(boundaries).containsExactly(0L, 43L, 51L, 70L, 75L, 113L, 175L, 375L, 381L, 424L, 468L, 477L);
    }

    @Test
    void finishAgreesWithElementBoundary_atEveryLength() throws Exception {
        for (byte[] sample : List.of(Samples.camera(), Samples.knownSizes(), Samples.blockGroups())) {
            for (int length = 0; length <= sample.length; length++) {
                MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new MkvEvents() {});
                parser.push(ByteBuffer.wrap(sample, 0, length));
                if (parser.atElementBoundary()) {
                    parser.finish();
                } else {
                    assertThatThrownBy(parser::finish).hasMessageContaining("the input ends inside");
                }
            }
        }
    }

    @Test
    void parserThatRefused_takesNothingMore() {
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new MkvEvents() {});
        ByteBuffer zero = ByteBuffer.wrap(new byte[1]);
        assertThatThrownBy(() -> parser.push(zero)).isInstanceOf(MalformedMediaException.class);
        assertThatThrownBy(() -> parser.push(zero)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(parser::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listenerMayRefuse_andTheParserIsOver() {
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new MkvEvents() {
            @Override
            public void block(Block block) throws MalformedMediaException {
                throw new MalformedMediaException("track not defined", block.elementOffset());
            }
        });
        assertThatThrownBy(() -> parser.push(ByteBuffer.wrap(Samples.camera())))
                .hasMessage("track not defined (at byte 238)");
        assertThatThrownBy(parser::finish).isInstanceOf(IllegalStateException.class);
    }

    private static int indexOfFirst(byte[] input, byte[] id) {
        int at = 0;
        while (!Arrays.equals(input, at, at + id.length, id, 0, id.length)) {
            at++;
        }
        return at;
    }

    private static int indexOfLast(byte[] input, byte[] id) {
        int at = input.length - id.length;
        while (!Arrays.equals(input, at, at + id.length, id, 0, id.length)) {
            at--;
        }
        return at;
    }
}
