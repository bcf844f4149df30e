package kinora.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.archive.ShortFilm;
import kinora.bench.play.Audience;
import kinora.bench.play.FilmFeed;
import kinora.bench.play.HlsPlayer;
import kinora.bench.process.ProcStat;
import kinora.bench.process.Streams;
import kinora.bench.process.Target;
import kinora.camera.CameraSettings;
import org.HdrHistogram.Histogram;

/// A thousand viewers of one live stream in plain HLS, each with a session and a connection of its own.
final class AudienceBench {
    private static final int VIEWERS = 1_000;
    private static final int BITS_PER_SECOND = 2_000_000;
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withSize(1_280, 720).withAudio(null);

    /// A session opens on fragments that are there.
    private static final long LEAD_MS = 15_000;

    private final Settings settings;
    private final Report report;

    AudienceBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        ShortFilm film = ShortFilm.of(CAMERA).padded(BITS_PER_SECOND);
        report.line(
                "%nAudience: %d viewers of a live stream of %.2f Mbit/s",
                VIEWERS, film.frameBytes() * 8 / 1e3 / film.lengthMs());
        Path folder = settings.freshFolder("audience");
        try (Target target = Target.kinora(folder, settings.serverOptions())) {
            Streams.create(target, 1);
            try (FilmFeed _ = new FilmFeed(target, "bench-0", film)) {
                Thread.sleep(LEAD_MS);
                try (Audience audience = new Audience(target.port(), playlists(target), film.lengthMs())) {
                    judge(target, audience, film.lengthMs());
                }
            }
        } finally {
            Settings.removeData(folder);
        }
    }

    private static List<URI> playlists(Target target) throws IOException, InterruptedException {
        List<URI> playlists = new ArrayList<>();
        try (HlsPlayer player = new HlsPlayer(target, "bench-0")) {
            for (int i = 0; i < VIEWERS; i++) {
                URI master = player.open(terms -> terms.put("DiscontinuityMode", "ALWAYS"));
                playlists.add(player.tracks(master).getLast());
            }
        }
        return playlists;
    }

    private void judge(Target target, Audience audience, long segmentMs) throws IOException, InterruptedException {
        int seconds = settings.seconds(60);
        audience.begin();
        Thread.sleep(settings.warmUpSeconds() * 1_000L);
        ProcStat server = target.process().stat();
        audience.measure();
        double before = server.cpuMs();
        Thread.sleep(seconds * 1_000L);
        double cpuMs = server.cpuMs() - before;
        Audience.Seen seen = audience.stop();
        report.line(
                "  server CPU %.2f cores, %.2f GB, %d missed, %d refused, %d segments at least",
                cpuMs / 1e3 / seconds, seen.bytes / 1e9, seen.missed, seen.refused, seen.fewestSegments);
        judge("playlist", seen.playlistNs, segmentMs);
        judge("segment after it was named", seen.segmentNs, segmentMs);
        boolean whole = seen.missed == 0 && seen.refused == 0;
        boolean all = seen.fewestSegments >= seconds * 1_000L / segmentMs - 1;
        report.judge(whole && all, VIEWERS + " viewers: each has every segment");
    }

    private void judge(String what, Histogram ns, long targetMs) {
        report.line(
                "  %s: p50 %.0f ms, p99 %.0f ms, highest %.0f ms",
                what, ns.getValueAtPercentile(50) / 1e6, ns.getValueAtPercentile(99) / 1e6, ns.getMaxValue() / 1e6);
        report.atMost(
                VIEWERS + " viewers, " + what + ", p99", ns.getValueAtPercentile(99) / 1e6, (double) targetMs, "ms");
    }
}
