package kinora.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;

/// One request with its whole body, for plain blocking code.
public interface Call {
    RequestHead head();

    byte[] body();

    void respond(Response response) throws IOException;

    /// Starts a chunked answer; the head is flushed at once.
    ResponseStream stream(int status, HttpHeaders headers) throws IOException;
}
