package kinora.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.archive.FastStore;
import kinora.bench.archive.ShortFilm;
import kinora.bench.play.Downloads;
import kinora.bench.play.HlsPlayer;
import kinora.bench.play.Playlist;
import kinora.bench.process.Debian;
import kinora.bench.process.Nginx;
import kinora.bench.process.Program;
import kinora.bench.process.Target;
import kinora.camera.CameraException;
import kinora.camera.CameraSettings;
import kinora.store.StoreException;
import kinora.store.TimestampKind;

/// CPU of sending segments that are in memory, against nginx that sends the same bytes from files.
final class SegmentBench {
    private static final String STREAM = "film";
    private static final int FRAGMENTS = 30;
    private static final CameraSettings CAMERA = CameraSettings.DEFAULT.withSize(1_280, 720);

    private static final int BITS_PER_SECOND = 2_000_000;

    /// How long the stream lasts: it ends about now.
    static final long LENGTH_MS = FRAGMENTS * 2_000L;

    /// A session has a rate of its own; an audience has not.
    private static final int SESSIONS = 64;

    private static final double RATIO_MAX = 2;

    private final Settings settings;
    private final Report report;
    private final Path folder;
    private long startMs;

    SegmentBench(Settings settings, Report report, Path folder) {
        this.settings = settings;
        this.report = report;
        this.folder = folder;
    }

    /// Makes its stream, behind what is in the store.
    void fill(FastStore store, long fromMs) throws CameraException, StoreException, InterruptedException {
        ShortFilm film = ShortFilm.of(CAMERA).padded(BITS_PER_SECOND);
        report.line("  segments of %.2f Mbit/s", film.frameBytes() * 8 / 1e3 / film.lengthMs());
        startMs = fromMs;
        store.fill(STREAM, film.header(), fromMs, film.lengthMs(), FRAGMENTS, film);
    }

    void run(Target target, boolean withNginx) throws IOException, InterruptedException {
        if (!withNginx || !Debian.have(folder.resolve("apt.log"), "nginx")) {
            report.skipped("segments against static files need nginx");
            return;
        }
        Path files = Files.createDirectories(folder.resolve("data").resolve("files"));
        List<String> remuxed = new ArrayList<>();
        List<String> saved = new ArrayList<>();
        try (HlsPlayer player = new HlsPlayer(target, STREAM)) {
            for (URI segment : segments(player)) {
                Files.write(files.resolve(saved.size() + ".mp4"), player.get(segment));
                saved.add("/" + saved.size() + ".mp4");
            }
            for (int i = 0; i < SESSIONS; i++) {
                segments(player).forEach(uri -> remuxed.add(HlsPlayer.path(uri)));
            }
        }
        int port = Nginx.freePort();
        try (Program nginx = Nginx.start(folder, "", http(port, files))) {
            compare(target, remuxed, nginx, port, saved);
        }
    }

    /// Of both tracks.
    private List<URI> segments(HlsPlayer player) throws IOException, InterruptedException {
        List<URI> segments = new ArrayList<>();
        URI master = player.open(HlsPlayer.onDemand(TimestampKind.SERVER, startMs, startMs + LENGTH_MS - 1, FRAGMENTS));
        for (URI track : player.tracks(master)) {
            Playlist playlist = player.playlist(track);
            segments.addAll(playlist.uris());
        }
        return segments;
    }

    private static String http(int port, Path files) {
        return """
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 100000000;
                    server {
                        listen 127.0.0.1:%d;
                        root %s;
                    }
                }
                """.formatted(port, files);
    }

    /// CPU so far, in ms.
    @FunctionalInterface
    private interface Cpu {
        double ms() throws IOException;
    }

    private void compare(Target target, List<String> remuxed, Program nginx, int port, List<String> saved)
            throws IOException, InterruptedException {
        int seconds = settings.seconds(10);
        Downloads.run(target.port(), remuxed, seconds);
        Downloads.run(port, saved, 2);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            double ours = cpuMsPerGb("Kinora", target.process().stat()::cpuMs, target.port(), remuxed);
            double files = cpuMsPerGb("nginx", nginx::cpuMsWithChildren, port, saved);
            ratios.add(ours / files);
        }
        report.line("  ratios %s", Report.all(ratios));
        report.atMost("CPU per GB of segments, against nginx", Report.median(ratios), RATIO_MAX, "times");
    }

    private double cpuMsPerGb(String what, Cpu cpu, int port, List<String> paths)
            throws IOException, InterruptedException {
        double before = cpu.ms();
        long startNs = System.nanoTime();
        double gigabytes = Downloads.run(port, paths, settings.seconds(10)) / 1e9;
        double perGb = (cpu.ms() - before) / gigabytes;
        report.line(
                "  %s: %.0f ms of CPU per GB (%.2f GB/s)",
                what, perGb, gigabytes / ((System.nanoTime() - startNs) / 1e9));
        return perGb;
    }
}
