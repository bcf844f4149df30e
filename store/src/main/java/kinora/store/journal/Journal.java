package kinora.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import kinora.store.keys.DataKeys;
import kinora.store.keys.Sealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of all segment files: takes what arrived while the last sync ran, appends it, syncs once.
public final class Journal {
    public static final int RETENTION_CLASSES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int GROUP_MAX = 4_096;

    /// What one sync makes free; a larger group would only keep more memory waiting.
    private static final int GROUP_BYTES_MAX = 16 << 20;

    private final LinkedBlockingQueue<JournalWork> queue = new LinkedBlockingQueue<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final SegmentFiles files;
    private final long gatherNs;
    private final Thread thread;
    private final ScheduledExecutorService preparer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kinora spare segments").daemon().factory());
    private volatile boolean closed;
    private volatile @Nullable String fatal;

    /// `gatherMs` is how long a lone fragment waits for company before its sync.
    public Journal(
            SegmentFiles files,
            DataKeys keys,
            LongSupplier nanoTime,
            long gatherMs,
            BiConsumer<SegmentFile, Long> onSegmentFailed) {
        this.files = files;
        this.gatherNs = TimeUnit.MILLISECONDS.toNanos(gatherMs);
        for (int lane = 0; lane < RETENTION_CLASSES; lane++) {
            lanes.add(new Lane(lane, files, keys, nanoTime, onSegmentFailed::accept));
        }
        this.thread = Thread.ofPlatform().name("kinora journal").daemon().unstarted(this::run);
    }

    public void start() {
        preparer.execute(Sealer::warmUp);
        preparer.scheduleWithFixedDelay(this::prepareSpare, 0, 50, TimeUnit.MILLISECONDS);
        thread.start();
    }

    private void prepareSpare() {
        try {
            files.prepareSpares();
        } catch (IOException e) {
            LOG.debug("no spare segment: {}", e.toString());
        }
    }

    /// Hands work over. Appends of one fragment are handed over in order by one thread.
    public void add(Append append) {
        if (closed) {
            append.done();
            return;
        }
        queue.add(append);
    }

    public int queued() {
        return queue.size();
    }

    /// Why the journal cannot write, if it cannot.
    public Optional<String> trouble() {
        String dead = fatal;
        if (dead != null) {
            return Optional.of(dead);
        }
        return lanes.stream().flatMap(lane -> Stream.ofNullable(lane.trouble())).findFirst();
    }

    private void run() {
        List<JournalWork> group = new ArrayList<>();
        boolean stopping = false;
        while (!stopping) {
            group.clear();
            try {
                take(group);
                stopping = group.remove(JournalWork.Stop.STOP);
                process(group);
            } catch (InterruptedException e) {
                // Nobody does this: an interrupt would close the file under the writer.
                LOG.error("the journal's thread was interrupted and goes on", e);
            } catch (RuntimeException e) {
                LOG.error("the journal met a fault of its own", e);
            } catch (Error e) {
                fatal = "the journal died: " + e;
                LOG.error("the journal dies", e);
                throw e;
            }
        }
    }

    private void take(List<JournalWork> group) throws InterruptedException {
        group.add(queue.take());
        if (gatherNs > 0 && queue.size() < GROUP_MAX / 4) {
            LockSupport.parkNanos(gatherNs);
        }
        long bytes = 0;
        JournalWork next = queue.poll();
        while (next != null) {
            group.add(next);
            bytes += next.lengthBytes();
            next = group.size() < GROUP_MAX && bytes < GROUP_BYTES_MAX ? queue.poll() : null;
        }
    }

    private void process(List<JournalWork> group) {
        for (JournalWork work : group) {
            if (work instanceof Append append) {
                lanes.get(append.fragment().retentionClass()).add(append);
            }
        }
        for (Lane lane : lanes) {
            lane.process();
        }
    }

    private void stopPreparer() {
        preparer.shutdown();
        try {
            if (!preparer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a spare segment is still being made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes and syncs what was handed over, then stops.
    public void stop() {
        closed = true;
        stopPreparer();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        // By a message, never by an interrupt: that would close the file under the writer.
        queue.add(JournalWork.Stop.STOP);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            lanes.forEach(Lane::close);
        }
    }
}
