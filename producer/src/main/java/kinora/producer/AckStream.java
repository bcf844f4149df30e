package kinora.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads the response to its end on a thread of its own and remembers how it ended.
final class AckStream implements Runnable {
    private static final int READ_BYTES = 4096;

    private final InputStream body;
    private final AckParser parser;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile Ack.@Nullable Failed lastFailed;

    AckStream(InputStream body, AckListener listener) {
        this.body = body;
        this.parser = new AckParser(ack -> {
            if (ack instanceof Ack.Failed failed) {
                lastFailed = failed;
            }
            listener.onAck(ack);
        });
    }

    @Override
    public void run() {
        try {
            byte[] bytes = new byte[READ_BYTES];
            for (int count = body.read(bytes); count >= 0; count = body.read(bytes)) {
                parser.feed(bytes, count);
            }
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    Ack.@Nullable Failed lastFailed() {
        return lastFailed;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /// Waits for the end of the response; false if it does not come in time.
    boolean awaitEnd(long timeoutMs) throws IOException, InterruptedException {
        try {
            ended.get(timeoutMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("the connection to the server broke: " + e.getCause(), e.getCause());
        }
    }
}
