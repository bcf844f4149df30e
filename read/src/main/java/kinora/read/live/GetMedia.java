package kinora.read.live;

import java.io.IOException;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.ResponseStream;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.read.FragmentDocument;
import kinora.read.ReadError;
import kinora.read.ReadSettings;
import kinora.read.Readers;
import kinora.store.FragmentCursor;
import kinora.store.FragmentStore;
import kinora.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// GetMedia: a stream's fragments, each a document of its own, as they arrive. Plain blocking code.
public final class GetMedia {
    private static final Logger LOG = LoggerFactory.getLogger(GetMedia.class);

    private final FragmentStore store;
    private final ReadSettings settings;
    private final Readers readers;

    public GetMedia(FragmentStore store, ReadSettings settings) {
        this.store = store;
        this.settings = settings;
        LimitsMode mode = settings.limits();
        this.readers = new Readers(
                "GetMedia", Limit.GET_MEDIA_CONNECTIONS.intIn(mode), Limit.GET_MEDIA_CALLS_PER_SECOND.in(mode));
    }

    /// Runs until the stream has nothing more to say, or the client goes away. Throws [kinora.model.ApiException] as
    /// long as nothing is answered; after that errors stand in the stream.
    public void serve(Call call, Stream stream, StartSelector from) throws IOException, InterruptedException {
        readers.enter(stream, settings.nanoTime().getAsLong());
        try {
            // At once: a client that waits for media must know that it was heard.
            ResponseStream out = call.stream(200, Headers.of("Content-Type", "video/webm"));
            send(out, stream, from);
            out.finish();
        } finally {
            readers.leave(stream);
        }
    }

    private void send(ResponseStream out, Stream stream, StartSelector from) throws IOException, InterruptedException {
        try (FragmentCursor cursor = new StartPoint(store, stream).find(from)) {
            if (cursor == null && from instanceof StartSelector.AfterFragment after) {
                out.write(FragmentDocument.error(null, false, ReadError.notFound(after.number())));
            } else if (cursor != null) {
                new Follower(store, settings, stream, out).follow(cursor);
            }
        } catch (StoreException e) {
            LOG.error("GetMedia of {} ends: the store cannot be read", stream.name(), e);
        }
    }
}
