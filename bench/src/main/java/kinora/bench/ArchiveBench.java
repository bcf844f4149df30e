package kinora.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import kinora.bench.archive.FastStore;
import kinora.bench.archive.ShortFilm;
import kinora.bench.play.HlsPlayer;
import kinora.bench.play.Playlist;
import kinora.bench.process.Target;
import kinora.camera.CameraSettings;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.node.ObjectNode;

/// ON_DEMAND sessions over HTTP on a stream that was filled long ago: how soon the first segment is there, and the
/// longest playlists.
final class ArchiveBench {
    private static final String STREAM = "archive";
    private static final long EVERY_MS = 1_000;
    private static final long SPAN_MS = Duration.ofHours(24).toMillis();
    private static final CameraSettings TINY = new CameraSettings(160, 120, 2, 2, 50_000, null);
    private static final int USUAL_FRAGMENTS = 1_000;
    private static final int LONG_FRAGMENTS = 5_000;
    private static final int WARM_UP = 400;
    private static final int SESSIONS = 200;
    private static final int LONG_SESSIONS = 20;
    private static final double FIRST_SEGMENT_MS_MAX = 30;
    private static final double COLD_MS_MAX = 30;
    private static final double WARM_MS_MAX = 5;

    private final Settings settings;
    private final Report report;
    private final Random random = new Random(1);

    ArchiveBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    private enum Step {
        SESSION,
        MASTER,
        PLAYLIST,
        INIT,
        SEGMENT,
        ALL
    }

    /// Where its fragments lie.
    private record Extent(long startMs, long lengthMs) {}

    void run(long fragments, boolean withNginx) throws IOException, InterruptedException {
        report.line("%nArchive: a stream of %d fragments, %d ms apart", fragments, EVERY_MS);
        Path folder = settings.freshFolder("archive");
        SegmentBench segments = new SegmentBench(settings, report, folder);
        try {
            Extent extent = fill(folder, fragments, segments);
            try (Target target = Target.kinora(folder, settings.serverOptions())) {
                firstSegments(target, extent);
                longPlaylists(target, extent);
                segments.run(target, withNginx);
            }
        } finally {
            Settings.removeData(folder);
        }
    }

    private Extent fill(Path folder, long fragments, SegmentBench segments) throws IOException, InterruptedException {
        ShortFilm film = ShortFilm.of(TINY);
        Extent extent = new Extent(
                System.currentTimeMillis() - fragments * EVERY_MS - SegmentBench.LENGTH_MS, fragments * EVERY_MS);
        try (FastStore store = FastStore.create(folder, extent.startMs)) {
            long startNs = System.nanoTime();
            store.fill(STREAM, film.header(), extent.startMs, EVERY_MS, fragments, film);
            report.line("  %d bytes each, filled in %.1f s", film.frameBytes(), (System.nanoTime() - startNs) / 1e9);
            segments.fill(store, extent.startMs + extent.lengthMs);
        } catch (StoreException e) {
            throw new IOException(e);
        }
        return extent;
    }

    /// A span of a day, or half of what there is.
    private Consumer<ObjectNode> somewhere(Extent extent, TimestampKind clock, int fragments) {
        long spanMs = Math.min(SPAN_MS, extent.lengthMs / 2);
        long startMs = extent.startMs + random.nextLong(extent.lengthMs - spanMs);
        return HlsPlayer.onDemand(clock, startMs, startMs + spanMs, fragments);
    }

    /// How long each step takes.
    private static final class Laps {
        private final Map<Step, Histogram> microseconds = new EnumMap<>(Step.class);
        private long startNs;
        private long lapNs;

        private void begin() {
            startNs = System.nanoTime();
            lapNs = startNs;
        }

        private void lap(Step step) {
            long nowNs = System.nanoTime();
            record(step, nowNs - lapNs);
            lapNs = nowNs;
        }

        private void end() {
            record(Step.ALL, lapNs - startNs);
        }

        private void record(Step step, long ns) {
            microseconds.computeIfAbsent(step, _ -> new Histogram(3)).recordValue(ns / 1_000);
        }
    }

    private void firstSegments(Target target, Extent extent) throws IOException, InterruptedException {
        double worst = 0;
        try (HlsPlayer player = new HlsPlayer(target, STREAM)) {
            for (TimestampKind clock : TimestampKind.values()) {
                firstSegments(player, extent, clock, WARM_UP);
                Laps laps = firstSegments(player, extent, clock, SESSIONS * settings.rounds());
                laps.microseconds.forEach((step, seen) -> say("  by %s time, %s".formatted(clock, step), seen));
                worst = Math.max(worst, ms(Objects.requireNonNull(laps.microseconds.get(Step.ALL)), 99));
            }
        }
        report.atMost("first segment at a random instant, p99", worst, FIRST_SEGMENT_MS_MAX, "ms");
    }

    private Laps firstSegments(HlsPlayer player, Extent extent, TimestampKind clock, int sessions)
            throws IOException, InterruptedException {
        Laps laps = new Laps();
        for (int i = 0; i < sessions; i++) {
            firstSegment(player, somewhere(extent, clock, USUAL_FRAGMENTS), laps);
        }
        return laps;
    }

    private static void firstSegment(HlsPlayer player, Consumer<ObjectNode> terms, Laps laps)
            throws IOException, InterruptedException {
        laps.begin();
        URI master = player.open(terms);
        laps.lap(Step.SESSION);
        URI track = player.tracks(master).getLast();
        laps.lap(Step.MASTER);
        Playlist playlist = player.playlist(track);
        laps.lap(Step.PLAYLIST);
        player.get(Objects.requireNonNull(playlist.map(), "a playlist without EXT-X-MAP"));
        laps.lap(Step.INIT);
        player.get(playlist.uris().getFirst());
        laps.lap(Step.SEGMENT);
        laps.end();
    }

    private void longPlaylists(Target target, Extent extent) throws IOException, InterruptedException {
        double cold = 0;
        double warm = 0;
        try (HlsPlayer player = new HlsPlayer(target, STREAM)) {
            for (TimestampKind clock : TimestampKind.values()) {
                Playlists seen = playlists(player, extent, clock);
                cold = Math.max(cold, Report.median(seen.coldMs));
                warm = Math.max(warm, Report.median(seen.warmMs));
            }
        }
        report.atMost("playlist of %,d fragments, cold".formatted(LONG_FRAGMENTS), cold, COLD_MS_MAX, "ms");
        report.atMost("playlist of %,d fragments, warm".formatted(LONG_FRAGMENTS), warm, WARM_MS_MAX, "ms");
    }

    /// The median of each round.
    private record Playlists(List<Double> coldMs, List<Double> warmMs) {}

    private Playlists playlists(HlsPlayer player, Extent extent, TimestampKind clock)
            throws IOException, InterruptedException {
        Playlists medians = new Playlists(new ArrayList<>(), new ArrayList<>());
        Histogram cold = new Histogram(3);
        Histogram warm = new Histogram(3);
        for (int round = 0; round <= settings.rounds(); round++) {
            Histogram roundCold = new Histogram(3);
            Histogram roundWarm = new Histogram(3);
            for (int i = 0; i < LONG_SESSIONS; i++) {
                URI track = HlsPlayer.mediaPlaylist(player.open(somewhere(extent, clock, LONG_FRAGMENTS)));
                roundCold.recordValue(microseconds(player, track));
                roundWarm.recordValue(microseconds(player, track));
            }
            // The first round only warms the server up.
            if (round > 0) {
                medians.coldMs.add(ms(roundCold, 50));
                medians.warmMs.add(ms(roundWarm, 50));
                cold.add(roundCold);
                warm.add(roundWarm);
            }
        }
        say("  %,d fragments by %s time, cold".formatted(LONG_FRAGMENTS, clock), cold);
        say("  %,d fragments by %s time, warm".formatted(LONG_FRAGMENTS, clock), warm);
        return medians;
    }

    private static long microseconds(HlsPlayer player, URI uri) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        player.get(uri);
        return (System.nanoTime() - startNs) / 1_000;
    }

    private void say(String what, Histogram microseconds) {
        report.line("%s: p50 %.1f ms, p99 %.1f ms", what, ms(microseconds, 50), ms(microseconds, 99));
    }

    private static double ms(Histogram microseconds, double percentile) {
        return microseconds.getValueAtPercentile(percentile) / 1e3;
    }
}
