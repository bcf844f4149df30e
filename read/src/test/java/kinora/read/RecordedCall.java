package kinora.read;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.http.ResponseStream;

/// A call whose answer is written down.
public final class RecordedCall implements Call, ResponseStream {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    public String head = "";
    public boolean finished;
    public boolean closed;
    public int failsAfterWrites = Integer.MAX_VALUE;
    public Runnable onWrite = () -> {};

    public byte[] sent() {
        return sent.toByteArray();
    }

    @Override
    public RequestHead head() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        return new RequestHead("r", "POST", "/getMedia", "", Headers.of(), address, address, false);
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public void respond(Response response) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ResponseStream stream(int status, HttpHeaders headers) {
        head = status + " " + headers.get("Content-Type");
        return this;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Runnable release) throws IOException {
        release.run();
        if (--failsAfterWrites < 0) {
            closed = true;
            throw new IOException("the client closed the connection");
        }
        sent.write(bytes, offset, length);
        onWrite.run();
    }

    @Override
    public void flush() {}

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void abort() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
