package kinora.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kinora.http.BodyListener;
import kinora.http.Exchange;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import org.jspecify.annotations.Nullable;

/// An exchange without a socket: what is sent is written down, one entry a write.
final class FakeExchange implements Exchange {
    final List<String> sent = new ArrayList<>();
    private final EventLoop eventLoop;
    private final RequestHead head;

    @Nullable BodyListener body;

    @Nullable Runnable writableListener;

    boolean paused = true;
    boolean writable = true;

    FakeExchange(EventLoop eventLoop, String... headers) {
        this.eventLoop = eventLoop;
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        this.head = new RequestHead("request-1", "POST", "/putMedia", "", Headers.of(headers), address, address, false);
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public void sendContinue() {
        sent.add("100");
    }

    @Override
    public void respond(int status, HttpHeaders headers) {
        sent.add(status + " " + headers.get("Content-Type"));
    }

    @Override
    public void write(ByteBuf chunk) {
        sent.add(chunk.toString(StandardCharsets.US_ASCII));
        chunk.release();
    }

    @Override
    public void finish(boolean close) {
        sent.add(close ? "end, close" : "end");
    }

    @Override
    public void refuse(Response response) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onBody(BodyListener listener) {
        body = listener;
        paused = false;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void onWritableChanged(Runnable listener) {
        writableListener = listener;
    }

    @Override
    public void abort() {
        sent.add("abort");
    }
}
