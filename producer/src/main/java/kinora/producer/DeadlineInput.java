package kinora.producer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A socket's input with one deadline for all reads together: a server that drips one byte a second is late too.
final class DeadlineInput extends InputStream {
    private static final long NS_PER_MS = 1_000_000;

    private final Socket socket;
    private final InputStream in;
    private final int timeoutMs;
    private final long deadlineNs;
    private boolean lifted;

    DeadlineInput(Socket socket, int timeoutMs) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.timeoutMs = timeoutMs;
        this.deadlineNs = System.nanoTime() + timeoutMs * NS_PER_MS;
    }

    /// From here on reads may take as long as they like.
    void lift() throws IOException {
        lifted = true;
        socket.setSoTimeout(0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!lifted) {
            long remainingMs = (deadlineNs - System.nanoTime()) / NS_PER_MS;
            if (remainingMs <= 0) {
                throw new SocketTimeoutException("the server did not answer within " + timeoutMs + " ms");
            }
            socket.setSoTimeout((int) remainingMs);
        }
        return in.read(target, offset, length);
    }
}
