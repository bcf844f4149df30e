package kinora.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentCursor;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.IngestListener;
import kinora.store.IngestSession;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import kinora.store.StreamCatalog;
import kinora.store.block.BlockPool;
import kinora.store.catalog.Account;
import kinora.store.catalog.Catalog;
import kinora.store.check.CheckReport;
import kinora.store.check.StoreCheck;
import kinora.store.disk.Disk;
import kinora.store.disk.RealDisk;
import kinora.store.index.FragmentIndex;
import kinora.store.index.FragmentIndex.Checkpoints.Checkpoint;
import kinora.store.index.IndexSweep;
import kinora.store.journal.Journal;
import kinora.store.journal.SegmentFile;
import kinora.store.journal.SegmentFiles;
import kinora.store.journal.SegmentReader;
import kinora.store.journal.SegmentRecovery;
import kinora.store.keys.DataKeys;
import kinora.store.keys.LocalKeystore;
import kinora.store.retention.ClockGuard;
import kinora.store.retention.Compactor;
import kinora.store.retention.ServerClock;
import kinora.store.retention.Sweeper;
import kinora.store.tail.MemoryGovernor;
import kinora.store.tail.StreamTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store in one process and one folder:
///
/// ```
///   lock  catalog.db  index.db  segments/000000000001.segment …       and beside it the master key
/// ```
public final class EmbeddedStore implements FragmentStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final int SEQUENCE_BLOCK = 1_000;
    private static final int SEQUENCES_AHEAD = 2 * SEQUENCE_BLOCK;

    private final StoreLock lock;
    private final Catalog catalog;
    private final SecretSettings secrets;
    private final SegmentFiles files;
    private final SegmentReader segments;
    private final FragmentIndex index;
    private final DataKeys keys;
    private final Journal journal;
    private final BlockPool pool;
    private final MemoryGovernor governor;
    private final ServerClock clock;
    private final ClockGuard guard;
    private final EmbeddedArchive archive;
    private final Sweeper sweeper;
    private final Upkeep upkeep;
    private final int recovered;
    private final List<SegmentRecovery.Damage> damages;
    private final ConcurrentHashMap<Long, StreamTail> tails = new ConcurrentHashMap<>();
    private final Set<EmbeddedSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<Long, Long> reportedCheckpoints = new HashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    // "Start" of docs/design/store.md
    private EmbeddedStore(StoreConfig config, StoreLock lock, Catalog catalog) throws StoreException, IOException {
        this.lock = lock;
        this.catalog = catalog;
        LocalKeystore keystore = MasterKey.open(config.masterKeyFile(), catalog.settings());
        this.secrets = new SecretSettings(catalog.settings(), keystore);
        this.keys = new DataKeys(keystore, catalog.keys(), config.nanoTime());
        Disk disk = config.disk() != null
                ? config.disk()
                : new RealDisk(config.folder().resolve("segments"));
        this.files = SegmentFiles.open(disk, config.segmentBytes(), config.clock());
        catalog.segmentCuts().forEach(this::cut);
        this.segments = new SegmentReader(files, keys);
        this.index = FragmentIndex.open(config.folder().resolve("index.db"), this::checkpoints);
        SegmentRecovery recovery = new SegmentRecovery(segments, keys, id -> catalog.find(id) != null);
        this.recovered = new Recovery(catalog, files, index, recovery).run();
        this.damages = recovery.damages();
        this.journal = new Journal(files, keys, config.nanoTime(), config.gatherMs(), this::onSegmentFailed);
        this.pool = new BlockPool(config.memoryBytes());
        this.governor = new MemoryGovernor(pool, tails::values);
        this.clock = new ServerClock(config.clock());
        this.guard = new ClockGuard(config.clock(), config.nanoTime(), catalog.settings());
        this.archive = new EmbeddedArchive(this);
        Compactor compactor = new Compactor(new IndexSweep(index.writer()), journal, segments, pool);
        this.sweeper = new Sweeper(catalog, index, files, keys, guard, archive::horizonMs, compactor);
        this.upkeep = new Upkeep(this, config.folder().resolve("accept-clock"));
        catalog.onDeletion(this::onStreamDeleted);
        catalog.askAboutClock(guard::doubt);
    }

    /// Opens the store in the folder, recovering what the index does not know. Makes an empty one where there is none.
    public static EmbeddedStore open(StoreConfig config) throws StoreException {
        EmbeddedStore store = assemble(config);
        store.journal.start();
        store.upkeep.start();
        LOG.info("store {} opened, {} fragments recovered", config.folder(), store.recovered);
        return store;
    }

    /// Reads everything and names what is damaged. Brings the index up to date first, as a start does; changes nothing
    /// else.
    public static CheckReport check(StoreConfig config) throws StoreException {
        if (!Files.exists(config.folder().resolve("catalog.db"))) {
            throw new StoreException("there is no store in " + config.folder());
        }
        try (EmbeddedStore store = assemble(config)) {
            StoreCheck check = new StoreCheck(store.index, store.segments);
            store.damages.forEach(damage ->
                    check.note("segment " + damage.segment() + ", offset " + damage.offsetBytes(), damage.what()));
            return check.run(store.catalog.all());
        }
    }

    private static EmbeddedStore assemble(StoreConfig config) throws StoreException {
        StoreLock lock = StoreLock.take(config.folder());
        try {
            Path catalogFile = config.folder().resolve("catalog.db");
            refuseOrphans(config, catalogFile);
            Catalog catalog = Catalog.open(catalogFile, config.region(), config.accountId(), config.clock());
            return new EmbeddedStore(config, lock, catalog);
        } catch (StoreException | RuntimeException e) {
            lock.close();
            throw e;
        } catch (IOException e) {
            lock.close();
            throw new StoreException("cannot open the store in " + config.folder() + ": " + e.getMessage(), e);
        }
    }

    /// Segment files without a catalog are someone's media whose keys are elsewhere: a new catalog would bury them.
    private static void refuseOrphans(StoreConfig config, Path catalogFile) throws StoreException, IOException {
        Path segments = config.folder().resolve("segments");
        if (Files.exists(catalogFile) || !Files.isDirectory(segments)) {
            return;
        }
        try (java.util.stream.Stream<Path> present = Files.list(segments)) {
            if (present.findAny().isPresent()) {
                throw new StoreException("catalog.db is missing in " + config.folder()
                        + " although there are segment files: put it back; without it they cannot be read");
            }
        }
    }

    private void cut(long segment, long offset) {
        SegmentFile file = files.find(segment);
        if (file != null) {
            file.cutAt(offset);
        }
    }

    private void onSegmentFailed(SegmentFile segment, long goodUpTo) {
        catalog.cutSegment(segment.number(), goodUpTo).exceptionally(failure -> {
            LOG.warn("segment {} could not be marked as cut: {}", segment.number(), failure.toString());
            return false;
        });
    }

    /// The checkpoints that moved since they were last asked for.
    private Collection<Checkpoint> checkpoints() {
        List<Checkpoint> moved = new ArrayList<>();
        synchronized (reportedCheckpoints) {
            for (SegmentFile segment : files.all()) {
                long offset = segment.checkpoint();
                Long reported = reportedCheckpoints.put(segment.number(), offset);
                if (reported == null || reported != offset) {
                    moved.add(new Checkpoint(segment.number(), offset));
                }
            }
        }
        return moved;
    }

    private void onStreamDeleted(Stream stream) {
        StreamTail tail = tails.remove(stream.id());
        if (tail != null) {
            tail.delete();
        }
        for (EmbeddedSession session : sessions) {
            if (session.streamId() == stream.id()) {
                session.listener().onStreamDeleted();
            }
        }
        index.forget(stream.id());
        keys.forget(stream.id());
    }

    @Override
    public StreamCatalog streams() {
        return catalog;
    }

    @Override
    public Archive archive() {
        return archive;
    }

    // "Open a session" of docs/design/store.md: 1 reserve a fresh block, synced  2 have the day's key  3 begin there
    @Override
    public IngestSession openSession(Stream stream, IngestListener listener) throws StoreException {
        StreamTail tail = tail(stream);
        long start = tail.freshBlockStart(SEQUENCE_BLOCK);
        long limit = start + SEQUENCES_AHEAD;
        await(catalog.reserveSequences(stream.id(), limit));
        if (stream.isArchived()) {
            // Made here, where many sessions open at once, rather than one by one on the journal's thread.
            keys.forSealing(stream.id(), DataKeys.dayOf(timestampFor(stream.id())));
        }
        tail.reserved(limit);
        tail.beginBlock(start);
        EmbeddedSession session = new EmbeddedSession(this, stream, tail, listener);
        sessions.add(session);
        if (catalog.find(stream.id()) == null) {
            sessionClosed(session);
            throw new StoreException("the stream was deleted");
        }
        return session;
    }

    private static void await(Future<Boolean> done) throws StoreException {
        try {
            if (!done.get()) {
                throw new StoreException("the stream was deleted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        } catch (ExecutionException e) {
            throw new StoreException("the catalog cannot be written: " + e.getMessage(), e);
        }
    }

    void sessionClosed(EmbeddedSession session) {
        sessions.remove(session);
    }

    /// Reserves more numbers in the background long before they run out.
    void reserveAhead(StreamTail tail) {
        if (tail.numbersLeft() > SEQUENCE_BLOCK) {
            return;
        }
        long limit = tail.reservedUntil() + SEQUENCES_AHEAD;
        catalog.reserveSequences(tail.streamId(), limit).whenComplete((done, failure) -> {
            if (failure == null && done) {
                tail.reserved(limit);
            } else {
                LOG.error("stream {}: no more fragment numbers could be reserved", tail.streamId(), failure);
            }
        });
    }

    private StreamTail tail(Stream stream) throws StoreException {
        StreamTail present = tails.get(stream.id());
        return present != null ? present : makeTail(stream);
    }

    private synchronized StreamTail makeTail(Stream stream) throws StoreException {
        StreamTail present = tails.get(stream.id());
        if (present != null) {
            return present;
        }
        if (catalog.find(stream.id()) == null) {
            throw new StoreException("the stream was deleted");
        }
        long reserved = catalog.reservedSequence(stream.id());
        long nextOrdinal = new IndexSweep(index.writer())
                .nextOrdinal(stream.id(), catalog.anchors().of(stream.id()));
        StreamTail made = new StreamTail(stream.id(), pool, governor, journal, index, reserved, nextOrdinal);
        tails.put(stream.id(), made);
        return made;
    }

    @Override
    public FragmentCursor follow(Stream stream, long afterSequence) throws StoreException {
        return new EmbeddedCursor(this, stream, tail(stream), afterSequence);
    }

    @Override
    public FragmentCursor followNewest(Stream stream) throws StoreException {
        StreamTail tail = tail(stream);
        FragmentNumber newest = tail.newest();
        if (newest != null) {
            return new EmbeddedCursor(this, stream, tail, newest.sequence() - 1);
        }
        FragmentInfo last = archive.last(stream);
        long before = last == null ? -1 : last.number().sequence() - 1;
        return new EmbeddedCursor(this, stream, tail, before);
    }

    @Override
    public long nowMs() {
        return clock.nowMs();
    }

    /// The server timestamp of a fragment that begins now: never one that is already buried.
    long timestampFor(long streamId) {
        long buriedMs = catalog.deletedBeforeMs(streamId);
        return buriedMs == Long.MAX_VALUE ? clock.nowMs() : Math.max(clock.nowMs(), buriedMs + 1);
    }

    @Override
    public Optional<String> trouble() {
        return journal.trouble()
                .map(trouble -> "fragments cannot be written: " + trouble)
                .or(() -> Optional.ofNullable(index.writer().trouble()))
                .or(catalog::trouble)
                .or(guard::doubt);
    }

    @Override
    public PlaybackRows playbackRows() {
        return catalog.sessions();
    }

    public Account account() {
        return catalog.account();
    }

    /// Settings that are secrets, sealed at rest.
    public SecretSettings secrets() {
        return secrets;
    }

    /// Hides and destroys what has expired; returns how many segment files were recycled.
    public int sweep() throws StoreException {
        try {
            return sweeper.run();
        } catch (IOException e) {
            throw new StoreException("segment files could not be recycled: " + e.getMessage(), e);
        }
    }

    /// The operator says that the clock is right.
    public void acceptClock() throws StoreException {
        guard.accept();
    }

    /// Streams that are written to get the next day's key at some moment of the last hour: not all at midnight.
    void fetchNextDaysKeys() throws StoreException {
        long nowMs = clock.nowMs();
        for (StreamTail tail : tails.values()) {
            if (keys.isNextDayDue(tail.streamId(), nowMs)) {
                keys.forSealing(tail.streamId(), DataKeys.dayOf(nowMs) + 1);
            }
        }
    }

    /// How many fragments the index did not know when the store was opened.
    public int recovered() {
        return recovered;
    }

    public List<SegmentRecovery.Damage> damages() {
        return damages;
    }

    public long memoryUsedBytes() {
        return pool.usedBytes();
    }

    Catalog catalog() {
        return catalog;
    }

    FragmentIndex index() {
        return index;
    }

    SegmentReader segments() {
        return segments;
    }

    SegmentFiles files() {
        return files;
    }

    EmbeddedArchive embeddedArchive() {
        return archive;
    }

    MemoryGovernor governor() {
        return governor;
    }

    BlockPool pool() {
        return pool;
    }

    DataKeys keys() {
        return keys;
    }

    Collection<StreamTail> tails() {
        return tails.values();
    }

    /// Orderly stop: what is closed is written, synced and indexed; recovery will find nothing to do.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        upkeep.close();
        journal.stop();
        index.close();
        files.close();
        catalog.close();
        lock.close();
    }
}
