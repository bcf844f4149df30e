package kinora.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;

/// One request and its answer, full duplex, on the connection's event loop; every method is called there.
public interface Exchange {
    RequestHead head();

    EventLoop eventLoop();

    /// Asks for the body: sends `100 Continue` if the client waits for it, in a write of its own.
    void sendContinue();

    /// Starts a chunked answer at once, before and independently of the body.
    void respond(int status, HttpHeaders headers);

    /// Sends one chunk now. The exchange takes the buffer over.
    void write(ByteBuf chunk);

    /// Ends the chunked answer with the zero chunk in a write of its own; closes the connection if the request body
    /// has not ended or `close` says so.
    void finish(boolean close);

    /// Refuses: answers whole, and if a body is under way half-closes, drains a little and closes, so that the answer
    /// reaches a client that is still sending (a plain close sends RST and destroys it).
    void refuse(Response response);

    /// Who gets the body. Until this is called nothing of it is read.
    void onBody(BodyListener listener);

    void pauseReading();

    void resumeReading();

    boolean isWritable();

    /// Runs on the event loop when the socket takes writes again and when the connection ends.
    void onWritableChanged(Runnable listener);

    /// Closes without another word.
    void abort();
}
