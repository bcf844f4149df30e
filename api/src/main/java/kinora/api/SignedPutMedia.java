package kinora.api;

import java.util.List;
import kinora.api.auth.Authenticator;
import kinora.api.auth.Identity;
import kinora.api.call.Streams;
import kinora.api.media.StreamingMedia;
import kinora.http.Exchange;
import kinora.http.Handler;
import kinora.http.RequestHead;
import kinora.model.ApiException;
import kinora.model.Operation;
import kinora.model.Stream;
import org.jspecify.annotations.Nullable;

/// PutMedia: judged on its headers alone, on the event loop, before the client is told to send its body.
final class SignedPutMedia implements Handler.Streaming {
    private final Authenticator authenticator;
    private final Streams streams;
    private final StreamingMedia media;

    SignedPutMedia(Authenticator authenticator, Streams streams, StreamingMedia media) {
        this.authenticator = authenticator;
        this.streams = streams;
        this.media = media;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead head = exchange.head();
        Identity caller = authenticator.admit(head).proveForPutMedia();
        media.put(exchange, stream(head, caller));
    }

    private Stream stream(RequestHead head, Identity caller) {
        String name = single(head, "x-amzn-stream-name");
        String arn = single(head, "x-amzn-stream-arn");
        if ((name == null) == (arn == null)) {
            throw ApiException.invalidArgument(
                    "Exactly one of the headers x-amzn-stream-name and x-amzn-stream-arn must be given.");
        }
        return streams.required(caller, Operation.PUT_MEDIA, name, arn);
    }

    private static @Nullable String single(RequestHead head, String name) {
        List<String> values = head.headers().getAll(name);
        if (values.size() > 1) {
            throw ApiException.invalidArgument("The header " + name + " must not occur more than once.");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
