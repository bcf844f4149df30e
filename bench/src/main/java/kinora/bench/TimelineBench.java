package kinora.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import kinora.bench.archive.FastStore;
import kinora.bench.archive.FastStore.Content;
import kinora.model.Stream;
import kinora.playback.timeline.Timeline;
import kinora.playback.timeline.TimelineQuestion;
import kinora.playback.timeline.Timelines;
import kinora.store.FragmentEnd;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import kinora.store.TrackHeader;
import kinora.store.embedded.EmbeddedStore;
import org.HdrHistogram.Histogram;

/// How long the timeline takes over a year of one stream, in process. The year is filled on a clock that runs fast,
/// with
/// fragments five minutes apart: as many sums of hours as with any more of them.
final class TimelineBench {
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();
    private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long EVERY_MS = 300_000;
    private static final int WARM_UP = 20;
    private static final int CALLS = 200;
    private static final double YEAR_MS_MAX = 50;

    private final Settings settings;
    private final Report report;

    TimelineBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        report.line("%nTimeline: a year of one stream, a fragment each five minutes");
        Path folder = settings.freshFolder("timeline");
        try (FastStore store = FastStore.create(folder, START_MS)) {
            long startNs = System.nanoTime();
            Stream stream = fill(store);
            report.line("  filled in %.1f s", (System.nanoTime() - startNs) / 1e9);
            ask(store.store(), stream);
        } catch (StoreException e) {
            throw new IOException(e);
        } finally {
            Settings.removeData(folder);
        }
    }

    private static Stream fill(FastStore store) throws StoreException, InterruptedException {
        ByteBuffer payload = ByteBuffer.allocate(200);
        FragmentEnd end = new FragmentEnd(1_960, 40, 50, 1, 100_000, new byte[0], new byte[0]);
        TrackHeader header = new TrackHeader(new byte[500]);
        return store.fill(
                "year", header, START_MS, EVERY_MS, YEAR_MS / EVERY_MS, _ -> new Content(payload.duplicate(), end));
    }

    private void ask(EmbeddedStore store, Stream stream) {
        Timelines timelines = new Timelines(store);
        double year = p99(timelines, stream, YEAR_MS, 1_000, "a year");
        p99(timelines, stream, YEAR_MS, 5_000, "a year");
        p99(timelines, stream, Duration.ofDays(100).toMillis(), 1_000, "100 days");
        p99(timelines, stream, Duration.ofDays(41).toMillis(), 1_000, "41 days");
        p99(timelines, stream, Duration.ofDays(6).toMillis(), 1_000, "6 days");
        p99(timelines, stream, Duration.ofHours(16).toMillis(), 1_000, "16 hours");
        report.atMost("timeline of 1,000 buckets over a year, p99", year, YEAR_MS_MAX, "ms");
    }

    private double p99(Timelines timelines, Stream stream, long spanMs, int buckets, String what) {
        Histogram microseconds = new Histogram(3);
        long resolutionMs = 0;
        for (int i = 0; i < WARM_UP + CALLS; i++) {
            long startMs = START_MS + (i * 7_777_777L) % Math.max(1, YEAR_MS - spanMs);
            long startNs = System.nanoTime();
            Timeline timeline = timelines.of(
                    stream, new TimelineQuestion(TimestampKind.SERVER, startMs, startMs + spanMs, buckets));
            if (i >= WARM_UP) {
                microseconds.recordValue((System.nanoTime() - startNs) / 1_000);
            }
            resolutionMs = timeline.resolutionMs();
        }
        double p99 = microseconds.getValueAtPercentile(99) / 1e3;
        report.line(
                "  %s in %d buckets: p50 %.1f ms, p99 %.1f ms (from sums of %d s)",
                what, buckets, microseconds.getValueAtPercentile(50) / 1e3, p99, resolutionMs / 1_000);
        return p99;
    }
}
