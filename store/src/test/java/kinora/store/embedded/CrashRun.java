package kinora.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStart;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.TimestampKind;
import kinora.store.disk.SimulatedDisk;
import org.jspecify.annotations.Nullable;

/// A store's life on a simulated disk, and what must be true after each of its deaths.
final class CrashRun {
    private static final Archive.Page EVERYTHING = new Archive.Page(0, Long.MAX_VALUE, -1, -1, 1_000_000);
    private static final List<String> INDEX_FILES = List.of("index.db", "index.db-wal", "index.db-shm");
    private static final int STREAMS = 3;

    private final Path folder;
    private final Random random;
    private final SimulatedDisk disk;
    private final AtomicLong nowMs = new AtomicLong(1_800_000_000_000L);
    private final Map<FragmentNumber, Long> seedOf = new HashMap<>();
    private final Map<Long, Set<FragmentNumber>> promised = new HashMap<>();
    private final Map<Long, Map<FragmentNumber, Long>> ordinals = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private @Nullable EmbeddedStore store;
    private long nextSeed = 1;

    private record Written(Stream stream, FragmentNumber number, RecordingListener listener) {}

    CrashRun(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(seed);
    }

    Random random() {
        return random;
    }

    SimulatedDisk disk() {
        return disk;
    }

    private EmbeddedStore store() {
        return Objects.requireNonNull(store);
    }

    private StoreConfig config() {
        InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
        LongSupplier nanoTime = () -> TimeUnit.MILLISECONDS.toNanos(nowMs.get());
        return StoreConfig.in(folder.resolve("data"))
                .withSizes(256 << 10, 64 << 20)
                .withClock(clock, nanoTime)
                .withDisk(disk);
    }

    private List<Stream> streams() throws StoreException {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String name = "camera-" + i;
            Stream present = store().streams().find(name);
            // Two retention classes: two open segments at a time.
            streams.add(present != null ? present : StoreFixture.create(store(), name, i == 0 ? 48 : 2));
        }
        return streams;
    }

    /// Works until the power goes at some step.
    void workUntilPowerLoss(int stepsToLive) throws Exception {
        store = EmbeddedStore.open(config());
        List<Stream> streams = streams();
        disk.failPowerAfter(stepsToLive);
        if (random.nextInt(3) == 0) {
            disk.failSyncAfter(1 + random.nextInt(8));
        }
        List<IngestSession> sessions = new ArrayList<>();
        List<RecordingListener> listeners = new ArrayList<>();
        for (Stream stream : streams) {
            RecordingListener listener = new RecordingListener();
            listeners.add(listener);
            sessions.add(store().openSession(stream, listener));
        }
        while (!disk.isPowerOff()) {
            int which = random.nextInt(STREAMS);
            act(streams.get(which), sessions.get(which), listeners.get(which));
        }
        crash();
    }

    private void act(Stream stream, IngestSession session, RecordingListener listener) throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> giveUpOne(session);
            case 1 -> store().index().writer().flush();
            case 2 -> keepIndexCopy();
            case 3 -> expireAndSweep();
            default -> writeOne(stream, session, listener);
        }
    }

    private void giveUpOne(IngestSession session) throws StoreException {
        OpenFragment open = session.begin(new FragmentStart(0, -1), StoreFixture.HEADER);
        open.append(ByteBuffer.wrap(new byte[random.nextInt(5_000) + 1]));
        open.giveUp();
    }

    private void writeOne(Stream stream, IngestSession session, RecordingListener listener) throws Exception {
        long seed = nextSeed++;
        nowMs.addAndGet(random.nextInt(2_000));
        FragmentNumber number = StoreFixture.write(session, seed, lengthOf(seed));
        seedOf.put(number, seed);
        written.add(new Written(stream, number, listener));
        if (random.nextBoolean()) {
            RecordingListener.await(() -> listener.heardOf(number));
        }
    }

    private static int lengthOf(long seed) {
        return 100 + (int) (seed * 7_919 % 60_000);
    }

    private void expireAndSweep() throws StoreException, IOException {
        if (random.nextInt(3) == 0) {
            nowMs.addAndGet(TimeUnit.HOURS.toMillis(3));
        }
        sweepUnlessOff();
        // A sweep syncs the index before it touches a file: an older one can never come back.
        for (String file : INDEX_FILES) {
            Files.deleteIfExists(folder.resolve(file + ".old"));
        }
    }

    private void keepIndexCopy() throws IOException {
        synchronized (store().index().writer()) {
            for (String file : INDEX_FILES) {
                Path from = folder.resolve("data").resolve(file);
                if (Files.exists(from)) {
                    Files.copy(from, folder.resolve(file + ".old"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// The index as it was when it was last copied in this life, if that was before any file was recycled.
    void restoreOlderIndex() throws IOException {
        if (!Files.exists(folder.resolve("index.db.old"))) {
            return;
        }
        for (String file : INDEX_FILES) {
            Files.deleteIfExists(folder.resolve("data").resolve(file));
            Path old = folder.resolve(file + ".old");
            if (Files.exists(old) && !file.endsWith("shm")) {
                Files.move(old, folder.resolve("data").resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// One fragment of each kind, a roll-over, an expiry and a recycling: every procedure once.
    void shortLife() throws Exception {
        try {
            store = EmbeddedStore.open(config());
        } catch (StoreException e) {
            assertThat(disk.isPowerOff()).isTrue();
            return;
        }
        Stream stream = streams().get(1);
        RecordingListener listener = new RecordingListener();
        IngestSession session = store().openSession(stream, listener);
        for (int i = 0; i < 16 && !disk.isPowerOff(); i++) {
            FragmentNumber number = StoreFixture.write(session, nextSeed, lengthOf(nextSeed));
            seedOf.put(number, nextSeed++);
            written.add(new Written(stream, number, listener));
            RecordingListener.await(() -> listener.heardOf(number));
            if (i == 5) {
                nowMs.addAndGet(TimeUnit.HOURS.toMillis(3));
                sweepUnlessOff();
            }
        }
    }

    private void sweepUnlessOff() throws StoreException {
        try {
            store().sweep();
        } catch (StoreException e) {
            assertThat(disk.isPowerOff()).isTrue();
        }
    }

    /// Ends the process: what it was told is remembered, what it had in memory is gone.
    void crash() {
        if (!disk.isPowerOff()) {
            disk.failPowerAfter(0);
        }
        if (store == null) {
            return;
        }
        store().close();
        for (Written each : written) {
            if (each.listener().persisted.contains(each.number())) {
                promised.computeIfAbsent(each.stream().id(), _ -> new HashSet<>())
                        .add(each.number());
            }
        }
        written.clear();
    }

    void powerOnAndCheck() throws Exception {
        disk.powerOn();
        store = EmbeddedStore.open(config());
        for (Stream stream : streams()) {
            check(stream);
        }
        store().close();
    }

    private void check(Stream stream) throws Exception {
        List<FragmentInfo> listed = store().archive().list(stream, TimestampKind.SERVER, EVERYTHING);
        assertThat(listed).extracting(FragmentInfo::number).doesNotHaveDuplicates();
        long horizonMs = store().archive().horizonMs(stream);
        Set<FragmentNumber> mustBeThere = new HashSet<>(promised.getOrDefault(stream.id(), Set.of()));
        mustBeThere.removeIf(number -> number.serverTimestampMs() <= horizonMs);
        assertThat(listed).extracting(FragmentInfo::number).containsAll(mustBeThere);
        for (FragmentInfo fragment : listed) {
            Long seed = seedOf.get(fragment.number());
            assertThat(seed)
                    .as("a fragment nobody wrote or finished: %s", fragment)
                    .isNotNull();
            byte[] read = StoreFixture.readAll(store().archive().open(stream, fragment));
            assertThat(read).isEqualTo(StoreFixture.payload(Objects.requireNonNull(seed), lengthOf(seed)));
        }
        checkOrdinals(stream, listed);
        ExpectedSums.check(store().archive(), stream, listed);
    }

    /// Gap-free, and for ever the same.
    private void checkOrdinals(Stream stream, List<FragmentInfo> listed) {
        TreeMap<FragmentNumber, Long> now = new TreeMap<>();
        listed.forEach(fragment -> now.put(fragment.number(), fragment.ordinal()));
        List<Long> inOrder = List.copyOf(now.values());
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(inOrder.get(i)).isEqualTo(inOrder.get(i - 1) + 1);
        }
        Map<FragmentNumber, Long> before = ordinals.computeIfAbsent(stream.id(), _ -> new HashMap<>());
        before.forEach((number, ordinal) -> {
            if (now.containsKey(number)) {
                assertThat(now.get(number)).as("ordinal of %s", number).isEqualTo(ordinal);
            }
        });
        before.putAll(now);
    }

    void stop() throws IOException {
        if (store != null) {
            store().close();
        }
    }
}
