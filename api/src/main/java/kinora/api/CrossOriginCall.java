package kinora.api;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import kinora.http.Call;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.http.ResponseStream;

/// A call whose answer pages of any origin may read.
record CrossOriginCall(Call call) implements Call {
    @Override
    public RequestHead head() {
        return call.head();
    }

    @Override
    public byte[] body() {
        return call.body();
    }

    @Override
    public void respond(Response response) throws IOException {
        call.respond(Cors.allow(call.head(), response));
    }

    @Override
    public ResponseStream stream(int status, HttpHeaders headers) throws IOException {
        return call.stream(status, Cors.allow(headers));
    }
}
