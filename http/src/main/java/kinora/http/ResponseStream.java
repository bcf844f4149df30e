package kinora.http;

import java.io.IOException;

/// A chunked answer written by blocking code: a write waits while the client reads too slowly.
public interface ResponseStream {
    /// Sends bytes without copying; `release` runs once they have left or the client has gone.
    void write(byte[] bytes, int offset, int length, Runnable release) throws IOException;

    default void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length, () -> {});
    }

    /// Waits until everything written has been handed to the socket.
    void flush() throws IOException;

    /// Ends the answer as HTTP says.
    void finish() throws IOException;

    /// Ends it so that the client sees it was cut.
    void abort();

    boolean isClosed();
}
