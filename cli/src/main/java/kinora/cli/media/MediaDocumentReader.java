package kinora.cli.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import kinora.formats.mkv.MkvLimits;
import org.jspecify.annotations.Nullable;

/// Reads the answer of GetMedia or GetMediaForFragmentList document by document.
public final class MediaDocumentReader implements AutoCloseable {
    private static final int READ_BYTES = 64 << 10;

    private final InputStream in;
    private final ByteBuffer received = ByteBuffer.allocate(READ_BYTES);
    private final Queue<MediaDocument> ready = new ArrayDeque<>();
    private final DocumentSplitter splitter = new DocumentSplitter(new Collector());
    private @Nullable DocumentBuilder open;
    private boolean ended;

    public MediaDocumentReader(InputStream in) {
        this.in = in;
    }

    /// The next document as soon as it is whole, which its trailing Tags say; null at the end of the answer.
    public @Nullable MediaDocument next() throws IOException {
        while (ready.isEmpty() && !ended) {
            int count = in.read(received.array());
            if (count < 0) {
                ended = true;
                finishOpen();
            } else {
                splitter.feed(received.clear().limit(count));
            }
        }
        return ready.poll();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void finishOpen() {
        if (open != null) {
            ready.add(open.build());
            open = null;
        }
    }

    private final class Collector implements DocumentSplitter.Sink {
        @Override
        public void documentStart() {
            finishOpen();
            open = new DocumentBuilder(MkvLimits.DEFAULT);
        }

        @Override
        public void bytes(ByteBuffer bytes) throws IOException {
            if (open == null) {
                throw new IOException("the server's media does not begin with an EBML header");
            }
            open.add(bytes);
            if (open.isComplete()) {
                finishOpen();
            }
        }
    }
}
