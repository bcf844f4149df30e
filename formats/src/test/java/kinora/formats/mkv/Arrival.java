package kinora.formats.mkv;

import java.nio.ByteBuffer;
import java.util.Random;
import kinora.formats.MalformedMediaException;

/// The ways in which one and the same input can reach a parser.
enum Arrival {
    WHOLE {
        @Override
        int pieceBytes(Random random) {
            return Integer.MAX_VALUE;
        }
    },
    BYTE_BY_BYTE {
        @Override
        int pieceBytes(Random random) {
            return 1;
        }
    },
    IN_ODD_PIECES {
        @Override
        int pieceBytes(Random random) {
            return random.nextInt(random.nextBoolean() ? 4 : 64);
        }
    };

    private static final long SEED = 20_261_122;

    abstract int pieceBytes(Random random);

    /// Pushes all of `input`, now from the heap and now from direct memory, and overwrites each piece afterwards.
    void push(byte[] input, MkvParser parser) throws MalformedMediaException {
        Random random = new Random(SEED);
        ByteBuffer direct = ByteBuffer.allocateDirect(Math.max(1, input.length));
        int position = 0;
        while (position < input.length) {
            int count = Math.min(input.length - position, pieceBytes(random));
            boolean onHeap = random.nextBoolean();
            ByteBuffer piece =
                    onHeap ? ByteBuffer.allocate(count) : direct.clear().limit(count);
            piece.put(input, position, count).flip();
            parser.push(piece);
            if (piece.hasRemaining()) {
                throw new AssertionError("the parser left " + piece.remaining() + " bytes unread");
            }
            wipe(piece);
            position += count;
        }
    }

    private static void wipe(ByteBuffer piece) {
        for (int i = 0; i < piece.limit(); i++) {
            piece.put(i, (byte) 0xEE);
        }
    }

    /// What a listener would hear, as text, to the end or to the refusal.
    String dump(byte[] input, MkvLimits limits) {
        MkvDump dump = new MkvDump(input);
        MkvParser parser = new MkvParser(limits, dump);
        try {
            push(input, parser);
            parser.finish();
        } catch (MalformedMediaException e) {
            dump.malformed(e);
        }
        return dump.text();
    }
}
