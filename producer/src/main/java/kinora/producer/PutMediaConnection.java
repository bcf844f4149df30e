package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One PutMedia session over HTTP/1.1: body bytes out and acknowledgements in at the same time.
///
/// Written by one thread at a time; [#close] may come from any other and wakes a blocked writer. Nothing is buffered
/// or tried again here: a session that broke is over.
public final class PutMediaConnection implements AutoCloseable {
    /// AWS's Java producer gives the server as long.
    private static final int RESPONSE_TIMEOUT_MS = 10_000;

    /// A server that gives up says why and closes; the writer may meet the closed socket before the reader the reason.
    private static final int REASON_TIMEOUT_MS = 2_000;

    private static final int BUFFER_BYTES = 16 << 10;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final ClientSocket socket;
    private final OutputStream out;
    private final AckStream acks;
    private final String requestId;

    private PutMediaConnection(ClientSocket socket, OutputStream out, AckStream acks, String requestId) {
        this.socket = socket;
        this.out = out;
        this.acks = acks;
        this.requestId = requestId;
    }

    /// Connects, sends the signed head and waits for the server's answer: returns once it is `200`, and throws
    /// [PutMediaException] with AWS's error name if it is anything else.
    public static PutMediaConnection open(PutMediaRequest request, AckListener listener) throws IOException {
        ClientSocket socket = ClientSocket.connect(request);
        try {
            return handshake(request, listener, socket);
        } catch (IOException | RuntimeException e) {
            socket.transport().close();
            throw e;
        }
    }

    private static PutMediaConnection handshake(PutMediaRequest request, AckListener listener, ClientSocket socket)
            throws IOException {
        OutputStream out = new BufferedOutputStream(socket.socket().getOutputStream(), BUFFER_BYTES);
        DeadlineInput deadline = new DeadlineInput(socket.socket(), RESPONSE_TIMEOUT_MS);
        InputStream in = new BufferedInputStream(deadline, BUFFER_BYTES);
        ResponseHead head = exchangeHeads(request, out, in);
        if (head.status() != 200) {
            throw ErrorBody.read(head, in);
        }
        deadline.lift();
        AckStream acks = new AckStream(head.isChunked() ? new ChunkedInput(in) : in, listener);
        start(acks);
        return new PutMediaConnection(socket, out, acks, head.header("x-amzn-RequestId"));
    }

    /// A server may refuse before it has read all and close: then its answer counts, not the broken pipe.
    private static ResponseHead exchangeHeads(PutMediaRequest request, OutputStream out, InputStream in)
            throws IOException {
        byte[] head = RequestHead.of(request, Instant.now());
        try {
            out.write(head);
            out.flush();
        } catch (SocketException broken) {
            return ResponseHead.read(in);
        }
        return ResponseHead.read(in);
    }

    private static void start(AckStream acks) {
        Thread reader = new Thread(acks, "kinora-producer-acks");
        reader.setDaemon(true);
        reader.start();
    }

    /// The server's name for this session, for its log; empty if it gave none.
    public String requestId() {
        return requestId;
    }

    /// The newest ERROR acknowledgement, if there was one. Some concern a fragment only, and the session goes on.
    public Ack.@Nullable Failed lastFailure() {
        return acks.lastFailed();
    }

    /// Sends the remaining bytes of all buffers as one HTTP chunk; their positions stay. Blocks while the server does
    /// not read. If the server has ended the session, its reason comes as [PutMediaException].
    public void write(ByteBuffer... buffers) throws IOException {
        long lengthBytes = 0;
        for (ByteBuffer buffer : buffers) {
            lengthBytes += buffer.remaining();
        }
        // A chunk of no bytes would end the body.
        if (lengthBytes == 0) {
            return;
        }
        if (acks.hasEnded()) {
            throw reason(null);
        }
        try {
            writeChunk(lengthBytes, buffers);
        } catch (IOException e) {
            throw reason(e);
        }
    }

    /// Ends the body and waits until the server has acknowledged all and ended its answer, then closes.
    public void finish(Duration timeout) throws IOException {
        try {
            out.write(LAST_CHUNK);
            out.flush();
        } catch (IOException e) {
            throw reason(e);
        }
        try {
            if (!acks.awaitEnd(timeout.toMillis())) {
                throw new IOException("the server did not end its answer within " + timeout);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            close();
        }
    }

    /// Ends the session at once; what the server has not got as a whole is lost.
    @Override
    public void close() throws IOException {
        socket.transport().close();
    }

    private void writeChunk(long lengthBytes, ByteBuffer... buffers) throws IOException {
        out.write(Long.toHexString(lengthBytes).getBytes(ISO_8859_1));
        out.write(CRLF);
        for (ByteBuffer buffer : buffers) {
            writeBytes(buffer.duplicate());
        }
        out.write(CRLF);
        out.flush();
    }

    private void writeBytes(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
            out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            return;
        }
        byte[] piece = new byte[Math.min(BUFFER_BYTES, buffer.remaining())];
        while (buffer.hasRemaining()) {
            int count = Math.min(piece.length, buffer.remaining());
            buffer.get(piece, 0, count);
            out.write(piece, 0, count);
        }
    }

    /// What the server said is worth more than that its socket is gone.
    private IOException reason(@Nullable IOException broken) {
        IOException cause = broken;
        try {
            acks.awaitEnd(REASON_TIMEOUT_MS);
        } catch (InterruptedException e) {
            return interrupted();
        } catch (IOException e) {
            cause = e;
        }
        Ack.Failed failed = acks.lastFailed();
        return failed != null
                ? PutMediaException.failed(failed, cause)
                : new IOException("the server ended the session", cause);
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the server");
    }
}
