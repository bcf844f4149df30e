package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Lines of HTTP/1.1, bounded.
final class HttpInput {
    private HttpInput() {}

    /// One line without its CRLF (a bare LF is taken too, RFC 9112 section 2.2).
    static String readLine(InputStream in, int bytesMax) throws IOException {
        byte[] line = new byte[bytesMax];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (length == bytesMax) {
                throw new IOException("the server sent a line of more than " + bytesMax + " bytes");
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, ISO_8859_1);
    }
}
