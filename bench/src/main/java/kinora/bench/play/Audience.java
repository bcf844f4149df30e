package kinora.bench.play;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Many viewers of live playlists, spread over a target duration, on one event loop; what they waited for.
public final class Audience implements AutoCloseable {
    private static final long LAST_DOWNLOADS_MS = 3_000;

    private final Connections connections = new Connections();
    private final List<Viewer> viewers = new ArrayList<>();
    private final long targetMs;
    private Seen seen = new Seen();
    private volatile boolean stopping;

    /// What one window showed. Written on the event loop, read when all is over.
    public static final class Seen {
        public final Histogram playlistNs = new Histogram(3);
        public final Histogram segmentNs = new Histogram(3);
        public long bytes;
        public long missed;
        public long refused;
        public long fewestSegments;
    }

    public Audience(int port, List<URI> playlists, long targetMs) {
        this.targetMs = targetMs;
        for (URI playlist : playlists) {
            viewers.add(new Viewer(this, connections.connect(port), playlist));
        }
    }

    /// They come one after the other, and each asks again a target duration later.
    public void begin() {
        for (int i = 0; i < viewers.size(); i++) {
            Viewer viewer = viewers.get(i);
            long firstMs = targetMs * i / viewers.size();
            connections.loop().scheduleAtFixedRate(() -> reload(viewer), firstMs, targetMs, TimeUnit.MILLISECONDS);
        }
    }

    private void reload(Viewer viewer) {
        if (!stopping) {
            viewer.reload();
        }
    }

    /// What came before does not count; the viewers go on.
    public void measure() {
        connections.loop().submit(this::forget).syncUninterruptibly();
    }

    private void forget() {
        seen = new Seen();
        viewers.forEach(Viewer::forget);
    }

    /// Lets the last downloads end.
    public Seen stop() throws InterruptedException {
        stopping = true;
        Thread.sleep(LAST_DOWNLOADS_MS);
        return connections.loop().submit(this::ended).syncUninterruptibly().getNow();
    }

    private Seen ended() {
        seen.fewestSegments = viewers.stream().mapToLong(Viewer::segments).min().orElse(0);
        return seen;
    }

    void playlistCame(int status, long tookNs) {
        seen.playlistNs.recordValue(tookNs);
        seen.refused += status == 200 ? 0 : 1;
    }

    void segmentCame(int status, long bytes, long tookNs) {
        seen.segmentNs.recordValue(tookNs);
        seen.refused += status == 200 ? 0 : 1;
        seen.bytes += bytes;
    }

    void missed(long segments) {
        seen.missed += segments;
    }

    @Override
    public void close() {
        connections.close();
    }
}
