package kinora.http;

import io.netty.buffer.ByteBuf;

/// Receives a request body on the event loop.
public interface BodyListener {
    /// The buffer is lent: it is released when the call returns.
    void onData(ByteBuf data);

    /// The body ended as HTTP says: last chunk or full Content-Length.
    void onEnd();

    /// The connection ended in the middle of the body, or what came was not HTTP.
    void onAborted(String reason);
}
