package kinora.bench.play;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Watches a live playlist: asks for it once each target duration, and once for each segment that it names newly. All
/// calls come on its connection's event loop.
final class Viewer {
    private final Audience audience;
    private final Connection connection;
    private final URI playlist;
    private long last = -1;
    private long segments;

    Viewer(Audience audience, Connection connection, URI playlist) {
        this.audience = audience;
        this.connection = connection;
        this.playlist = playlist;
    }

    /// How many segments it has since it was last asked to forget.
    long segments() {
        return segments;
    }

    void forget() {
        segments = 0;
    }

    void reload() {
        long askedNs = System.nanoTime();
        connection.get(HlsPlayer.path(playlist), true, (status, _, body) -> {
            audience.playlistCame(status, System.nanoTime() - askedNs);
            if (status == 200) {
                readPlaylist(Playlist.read(playlist, new String(body, StandardCharsets.UTF_8)));
            }
        });
    }

    private void readPlaylist(Playlist seen) {
        List<URI> uris = seen.uris();
        long newest = seen.first() + uris.size() - 1;
        if (last < 0) {
            // A player starts near the edge; what was there before is not its own.
            last = newest - 1;
        }
        if (seen.first() > last + 1) {
            audience.missed(seen.first() - last - 1);
        }
        for (long wanted = Math.max(last + 1, seen.first()); wanted <= newest; wanted++) {
            download(uris.get((int) (wanted - seen.first())));
        }
        last = newest;
    }

    private void download(URI segment) {
        long namedNs = System.nanoTime();
        connection.get(HlsPlayer.path(segment), false, (status, bytes, _) -> {
            segments += status == 200 ? 1 : 0;
            audience.segmentCame(status, bytes, System.nanoTime() - namedNs);
        });
    }
}
