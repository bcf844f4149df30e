package kinora.cli;

import java.io.IOException;
import java.net.URI;
import kinora.cli.aws.ApiClient;
import kinora.cli.media.MediaDocument;
import kinora.cli.media.MediaDocumentReader;
import org.jspecify.annotations.Nullable;

/// Follows a stream for ever: GetMedia ends when nothing comes for a while, and this begins again behind the last
/// fragment it saw, so that none is missed and none comes twice.
final class StreamTail implements AutoCloseable {
    private static final long PAUSE_MS = 500;

    private final ApiClient client;
    private final String stream;
    private final URI endpoint;
    private StartSelector start;
    private @Nullable MediaDocumentReader open;

    StreamTail(ApiClient client, String stream, StartSelector start) throws IOException, InterruptedException {
        this.client = client;
        this.stream = stream;
        this.start = start;
        this.endpoint = client.dataEndpoint(stream, "GET_MEDIA");
    }

    /// The next fragment that is whole, given up, or an error; waits for it.
    MediaDocument next() throws IOException, InterruptedException {
        while (true) {
            MediaDocumentReader reader = reader();
            MediaDocument document = reader.next();
            if (document != null) {
                remember(document);
                return document;
            }
            close();
            Thread.sleep(PAUSE_MS);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private MediaDocumentReader reader() throws IOException, InterruptedException {
        if (open == null) {
            open = new MediaDocumentReader(client.media(endpoint, "getMedia", body -> {
                body.put("StreamName", stream);
                start.fill(body);
            }));
        }
        return open;
    }

    private void remember(MediaDocument document) {
        String number = document.fragmentNumber();
        if (number != null && document.isComplete()) {
            start = new StartSelector.After(number);
        }
    }
}
