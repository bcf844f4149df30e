package kinora.bench.play;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A few connections that download the same files over and over, as fast as they come.
public final class Downloads {
    private static final int CONNECTIONS = 4;

    private final List<String> paths;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(CONNECTIONS);
    private int next;
    private volatile boolean stopping;

    private Downloads(List<String> paths) {
        this.paths = paths;
    }

    /// Downloads for some seconds; how many bytes of bodies came.
    public static long run(int port, List<String> paths, int seconds) throws IOException, InterruptedException {
        Downloads downloads = new Downloads(paths);
        try (Connections connections = new Connections()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = connections.connect(port);
                connections.loop().execute(() -> downloads.goOn(connection));
            }
            Thread.sleep(seconds * 1_000L);
            downloads.stopping = true;
            downloads.ended.await(10, TimeUnit.SECONDS);
        }
        if (downloads.refused.get() > 0) {
            throw new IOException(downloads.refused + " downloads were refused");
        }
        return downloads.bytes.get();
    }

    private void goOn(Connection connection) {
        if (stopping || refused.get() > 0) {
            ended.countDown();
            return;
        }
        String path = paths.get(next);
        next = (next + 1) % paths.size();
        connection.get(path, false, (status, length, _) -> {
            bytes.addAndGet(length);
            if (status != 200) {
                refused.incrementAndGet();
            }
            goOn(connection);
        });
    }
}
