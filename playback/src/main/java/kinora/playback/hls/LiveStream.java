package kinora.playback.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kinora.formats.MalformedMediaException;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.hls.LiveFragment.LivePart;
import kinora.playback.remux.Playable;
import kinora.playback.remux.Sound;
import kinora.store.FragmentCursor;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest parts of one stream, made once for all its low-latency viewers by one thread that follows the stream as
/// any live reader does. It ends when nobody has asked for a while.
final class LiveStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MS = 500;

    /// What is there already comes at once: a reader who waits longer has caught up.
    private static final long CATCH_UP_LOOK_MS = 20;

    /// How long a fragment that has ended may take to be stored before nobody waits for it any more.
    private static final long VISIBLE_MS_MAX = 10_000;

    /// Parts are named for a while behind the edge (RFC 8216bis, 6.2.2: three target durations).
    private static final int FRAGMENTS_KEPT = 5;

    private static final long BYTES_KEPT = 48L << 20;

    private final FragmentStore store;
    private final Stream stream;
    private final Consumer<LiveStream> onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Snapshot> fragments = new TreeMap<>();
    private long lastOrdinal;
    private @Nullable TrackHeader lastHeader;
    private @Nullable Playable lastPlayable;
    private final PartGrid grid;
    private volatile long lastAskedNs = System.nanoTime();
    private boolean caughtUp;
    private boolean ended;

    /// What viewers may see of a fragment: never changed, only replaced.
    private record Snapshot(FragmentInfo begun, Playable playable, List<List<LivePart>> parts, boolean whole) {
        long bytes() {
            return parts.stream()
                    .flatMap(List::stream)
                    .mapToLong(part -> part.bytes().length)
                    .sum();
        }
    }

    LiveStream(FragmentStore store, Stream stream, FragmentInfo last, PartGrid grid, Consumer<LiveStream> onEnd) {
        this.store = store;
        this.stream = stream;
        this.lastOrdinal = last.ordinal();
        this.grid = grid;
        this.onEnd = onEnd;
        Thread.ofVirtual().name("live-parts").start(() -> follow(last.number().sequence()));
    }

    private void follow(long afterSequence) {
        try (FragmentCursor cursor = store.follow(stream, afterSequence)) {
            while (System.nanoTime() - lastAskedNs < IDLE_NS) {
                FragmentView view = cursor.next(caughtUp ? LOOK_MS : CATCH_UP_LOOK_MS);
                if (view == null) {
                    catchUp();
                } else {
                    followFragment(view);
                }
            }
        } catch (StoreException | RuntimeException e) {
            LOG.warn("stream {}: low-latency parts stop: {}", stream.name(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        onEnd.accept(this);
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        if (caughtUp) {
            return;
        }
        lock.lock();
        try {
            caughtUp = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void followFragment(FragmentView view) throws StoreException, InterruptedException {
        try {
            readFragment(view, new LiveFragment(view));
        } catch (MalformedMediaException | ApiException e) {
            // What cannot be cut is still there as a whole segment, or refused there with the reason.
            LOG.debug("stream {}: no parts of fragment {}: {}", stream.name(), view.number(), e.toString());
            awaitVisible(view);
        }
    }

    private void readFragment(FragmentView view, LiveFragment fragment)
            throws StoreException, InterruptedException, MalformedMediaException {
        while (true) {
            FragmentView.Read read = view.read(caughtUp ? LOOK_MS : CATCH_UP_LOOK_MS);
            switch (read) {
                case FragmentView.Read.Bytes bytes -> append(view, fragment, bytes);
                case FragmentView.Read.TimedOut _ -> {
                    catchUp();
                    if (System.nanoTime() - lastAskedNs > IDLE_NS) {
                        return;
                    }
                }
                case FragmentView.Read.GivenUp _ -> {
                    forget();
                    return;
                }
                case FragmentView.Read.End _ -> {
                    settle(view, fragment, true);
                    awaitVisible(view);
                    return;
                }
            }
        }
    }

    private void append(FragmentView view, LiveFragment fragment, FragmentView.Read.Bytes bytes)
            throws MalformedMediaException, StoreException {
        try {
            fragment.append(bytes.bytes(), bytes.offset(), bytes.length());
        } finally {
            bytes.release().run();
        }
        settle(view, fragment, false);
    }

    private void settle(FragmentView view, LiveFragment fragment, boolean complete) throws StoreException {
        if (fragment.playable() == null) {
            Playable playable = playable(view.header(), fragment, complete);
            if (playable == null) {
                return;
            }
            fragment.play(playable);
        }
        if (fragment.cut(grid, complete)) {
            publish(view, fragment, complete);
        }
    }

    private @Nullable Playable playable(TrackHeader header, LiveFragment fragment, boolean complete)
            throws StoreException {
        Playable known = lastPlayable;
        TrackHeader before = lastHeader;
        if (known != null && before != null && header.equals(before)) {
            return known;
        }
        if (!complete && !fragment.hasAllTracks()) {
            return null;
        }
        Playable made = Playable.of(header, fragment::firstFrame, Sound.AS_FLAC, LimitsMode.RELAXED);
        lastHeader = header;
        lastPlayable = made;
        return made;
    }

    private void publish(FragmentView view, LiveFragment fragment, boolean whole) {
        Playable playable = Objects.requireNonNull(fragment.playable(), "parts are cut of what can be played");
        List<List<LivePart>> parts = new ArrayList<>();
        playable.tracks().forEach(track -> parts.add(fragment.parts(track.number())));
        lock.lock();
        try {
            fragments.put(lastOrdinal + 1, new Snapshot(begun(view, lastOrdinal + 1), playable, parts, whole));
            shed();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What the index will say of a fragment, as far as it is known when it begins.
    private static FragmentInfo begun(FragmentView view, long ordinal) {
        long headerId = view.header().shortId();
        return new FragmentInfo(
                view.number(),
                ordinal,
                view.producerTimestampMs(),
                view.clusterTimecodeMs(),
                0,
                0,
                0,
                0,
                headerId,
                0,
                0);
    }

    private void shed() {
        long bytes = fragments.values().stream().mapToLong(Snapshot::bytes).sum();
        while (fragments.size() > FRAGMENTS_KEPT || (bytes > BYTES_KEPT && fragments.size() > 1)) {
            bytes -= fragments.pollFirstEntry().getValue().bytes();
        }
    }

    /// The open fragment was given up: its place in the count goes to the next one.
    private void forget() {
        lock.lock();
        try {
            fragments.remove(lastOrdinal + 1);
        } finally {
            lock.unlock();
        }
    }

    /// A segment is named when it can be fetched, a few milliseconds after its last frame.
    private void awaitVisible(FragmentView view) throws InterruptedException {
        long waitMs = 1;
        for (long waitedMs = 0; waitedMs < VISIBLE_MS_MAX; waitedMs += waitMs) {
            FragmentInfo stored = store.archive().find(stream, view.number());
            if (stored != null) {
                becomeLast(stored.ordinal());
                return;
            }
            waitMs = Math.min(20, waitMs + 1);
            Thread.sleep(waitMs);
        }
        forget();
    }

    private void becomeLast(long ordinal) {
        lock.lock();
        try {
            Snapshot counted = fragments.remove(lastOrdinal + 1);
            if (counted != null) {
                fragments.put(ordinal, counted);
            }
            lastOrdinal = ordinal;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- viewers

    /// Waits until everything is known that had arrived when the first viewer came: where that one begins is decided by
    /// the first playlist.
    void awaitCaughtUp() throws InterruptedException {
        await(() -> caughtUp, LOOK_MS);
    }

    /// Waits until a playlist can name that part, or its whole fragment; `part` -1 for the fragment.
    void awaitNamed(long ordinal, int part, int track, long timeoutMs) throws InterruptedException {
        await(() -> hasOrNext(ordinal, part, track), timeoutMs);
    }

    private void await(BooleanSupplier there, long timeoutMs) throws InterruptedException {
        lastAskedNs = System.nanoTime();
        long remainingNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lock();
        try {
            while (!ended && !there.getAsBoolean() && remainingNs > 0) {
                remainingNs = changed.awaitNanos(remainingNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A part behind the last of a closed fragment means the first of the next one (RFC 8216bis, 6.2.5.2).
    private boolean hasOrNext(long ordinal, int part, int track) {
        int parts = partsOf(ordinal, track).size();
        boolean isBehindLast = lastOrdinal == ordinal && parts > 0 && part >= parts;
        return isBehindLast ? has(ordinal + 1, 0, track) : has(ordinal, part, track);
    }

    private boolean has(long ordinal, int part, int track) {
        return lastOrdinal >= ordinal || (part >= 0 && partsOf(ordinal, track).size() > part);
    }

    private List<LivePart> partsOf(long ordinal, int track) {
        Snapshot found = fragments.get(ordinal);
        return found == null || track < 1 || track > found.parts().size()
                ? List.of()
                : found.parts().get(track - 1);
    }

    /// A part's bytes, waited for while its fragment is arriving or about to.
    byte @Nullable [] part(long ordinal, int part, int track, long timeoutMs) throws InterruptedException {
        await(() -> has(ordinal, part, track), timeoutMs);
        lock.lock();
        try {
            List<LivePart> parts = partsOf(ordinal, track);
            return part < parts.size() ? parts.get(part).bytes() : null;
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// What is there beyond the fragment with ordinal `last`.
    View view(long last) {
        lastAskedNs = System.nanoTime();
        lock.lock();
        try {
            Map<Long, List<List<LivePart>>> parts = new TreeMap<>();
            fragments.forEach((ordinal, snapshot) -> parts.put(ordinal, snapshot.parts()));
            Snapshot next = fragments.get(last + 1);
            return new View(
                    grid.targetMs(),
                    last,
                    parts,
                    next == null ? null : next.begun(),
                    next == null ? null : next.playable(),
                    next != null && next.whole());
        } finally {
            lock.unlock();
        }
    }

    /// One moment of the stream, for one playlist.
    record View(
            long partTargetMs,
            long last,
            Map<Long, List<List<LivePart>>> parts,
            @Nullable FragmentInfo next,
            @Nullable Playable nextPlayable,
            boolean nextIsWhole) {
        List<LivePart> partsOf(long ordinal, int track) {
            List<List<LivePart>> tracks = ordinal > last + 1 ? null : parts.get(ordinal);
            return tracks == null || track < 1 || track > tracks.size() ? List.of() : tracks.get(track - 1);
        }

        long nextMs() {
            return partsOf(last + 1, 1).stream().mapToLong(LivePart::durationMs).sum();
        }
    }
}
