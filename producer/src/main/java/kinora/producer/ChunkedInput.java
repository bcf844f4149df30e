package kinora.producer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The chunked transfer coding, RFC 9112 section 7.1: ends after the terminating chunk and nowhere else.
final class ChunkedInput extends InputStream {
    private static final int SIZE_LINE_BYTES_MAX = 256;
    private static final int TRAILER_BYTES_MAX = 8192;
    private static final int SIZE_DIGITS_MAX = 15;

    private final InputStream in;
    private long remainingBytes;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (remainingBytes == 0 && !ended) {
            startChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, remainingBytes));
        if (count < 0) {
            throw new EOFException("the server closed the connection in the middle of a chunk");
        }
        remainingBytes -= count;
        return count;
    }

    private void startChunk() throws IOException {
        if (!first && !HttpInput.readLine(in, 2).isEmpty()) {
            throw new IOException("the server's chunk is longer than it said");
        }
        first = false;
        remainingBytes = chunkSize(HttpInput.readLine(in, SIZE_LINE_BYTES_MAX));
        if (remainingBytes == 0) {
            skipTrailer();
            ended = true;
        }
    }

    private void skipTrailer() throws IOException {
        int total = 0;
        for (String line = HttpInput.readLine(in, TRAILER_BYTES_MAX);
                !line.isEmpty();
                line = HttpInput.readLine(in, TRAILER_BYTES_MAX)) {
            total += line.length();
            if (total > TRAILER_BYTES_MAX) {
                throw new IOException("the server's trailer is longer than " + TRAILER_BYTES_MAX + " bytes");
            }
        }
    }

    private static long chunkSize(String line) throws IOException {
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        boolean valid = !digits.isEmpty()
                && digits.length() <= SIZE_DIGITS_MAX
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!valid) {
            throw new IOException("the server sent a chunk without a size");
        }
        return Long.parseLong(digits, 16);
    }
}
