package kinora.store.catalog;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import kinora.store.StreamCatalog;
import org.jspecify.annotations.Nullable;

/// The streams and everything else that cannot be derived, in `catalog.db`. Reads come from memory.
public final class Catalog implements StreamCatalog, AutoCloseable {
    private static final int VERSION_LENGTH = 20;
    private static final String VERSION_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final CatalogWriter writer;
    private final StreamRows rows;
    private final Settings settings;
    private final KeyRows keys;
    private final SessionRows sessions;
    private final Account account;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentSkipListMap<String, Stream> byName = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Long, Stream> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Long> deletedBeforeMs = new ConcurrentHashMap<>();
    private final List<Consumer<Stream>> deletionListeners = new CopyOnWriteArrayList<>();
    private volatile Supplier<Optional<String>> clockDoubt = Optional::empty;

    private Catalog(CatalogWriter writer, String region, @Nullable String accountId, InstantSource clock)
            throws StoreException {
        this.writer = writer;
        this.clock = clock;
        this.settings = new Settings(writer);
        this.keys = new KeyRows(writer);
        this.sessions = new SessionRows(writer);
        this.account = new Account("aws", region, settings.accountId(accountId, random));
        this.rows = new StreamRows(writer, account);
        for (StreamRows.Row row : rows.all()) {
            remember(row.stream());
            deletedBeforeMs.put(row.stream().id(), row.deletedBeforeMs());
        }
    }

    public static Catalog open(Path file, String region, @Nullable String accountId, InstantSource clock)
            throws StoreException {
        try {
            CatalogWriter writer = new CatalogWriter(file, CatalogTables.MIGRATIONS);
            try {
                return new Catalog(writer, region, accountId, clock);
            } catch (StoreException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    public Account account() {
        return account;
    }

    public Settings settings() {
        return settings;
    }

    public PlaybackRows sessions() {
        return sessions;
    }

    public KeyRows keys() {
        return keys;
    }

    /// Who says why the clock may be wrong.
    public void askAboutClock(Supplier<Optional<String>> doubt) {
        clockDoubt = doubt;
    }

    /// Who must know when a stream is deleted.
    public void onDeletion(Consumer<Stream> listener) {
        deletionListeners.add(listener);
    }

    @Override
    public @Nullable Stream find(String name) {
        return byName.get(name);
    }

    @Override
    public @Nullable Stream find(StreamArn arn) {
        Stream stream = byName.get(arn.streamName());
        return stream != null && stream.arn().equals(arn) ? stream : null;
    }

    public @Nullable Stream find(long id) {
        return byId.get(id);
    }

    @Override
    public List<Stream> list(String prefix, String afterName, int maxResults) {
        String from = afterName.compareTo(prefix) > 0 ? afterName : prefix;
        return byName.tailMap(from, true).values().stream()
                .takeWhile(stream -> stream.name().startsWith(prefix))
                .filter(stream -> stream.name().compareTo(afterName) > 0)
                .limit(maxResults)
                .toList();
    }

    public List<Stream> all() {
        return List.copyOf(byName.values());
    }

    @Override
    public int count() {
        return byName.size();
    }

    @Override
    public synchronized Stream create(NewStream stream) throws StoreException {
        if (byName.containsKey(stream.name())) {
            throw new ApiException(ApiError.RESOURCE_IN_USE, "The stream " + stream.name() + " already exists.");
        }
        long createdMs = clock.millis();
        StreamArn arn = new StreamArn(account.partition(), account.region(), account.id(), stream.name(), createdMs);
        Stream created = rows.insert(stream, arn, newVersion());
        deletedBeforeMs.put(created.id(), 0L);
        remember(created);
        return created;
    }

    @Override
    public synchronized Stream update(Stream stream, @Nullable String expectedVersion, UnaryOperator<Stream> change)
            throws StoreException {
        Stream present = current(stream, expectedVersion);
        Stream wanted = change.apply(present);
        boolean onlyTags = wanted.withTags(present.tags()).equals(present);
        Stream changed = onlyTags ? wanted : wanted.withVersion(newVersion());
        long watermarkMs = watermarkFor(present, changed);
        rows.update(changed, watermarkMs);
        deletedBeforeMs.merge(changed.id(), watermarkMs, Math::max);
        remember(changed);
        return changed;
    }

    /// What is wrong with the catalog's writing.
    public Optional<String> trouble() {
        return Optional.ofNullable(writer.trouble());
    }

    /// What a change of retention buries for good: lowering deletes at once, raising brings nothing back.
    private long watermarkFor(Stream present, Stream changed) {
        if (present.retentionHours() == changed.retentionHours()) {
            return deletedBeforeMs(present.id());
        }
        // What is buried never comes back, so a clock that may be wrong buries nothing.
        clockDoubt.get().ifPresent(doubt -> {
            throw new ApiException(ApiError.SERVICE_UNAVAILABLE, "Retention cannot be changed now: " + doubt);
        });
        return clock.millis() - Math.min(present.retentionMs(), changed.retentionMs());
    }

    @Override
    public void delete(Stream stream, @Nullable String expectedVersion) throws StoreException {
        synchronized (this) {
            Stream present = current(stream, expectedVersion);
            rows.delete(present.id());
            byName.remove(present.name());
            byId.remove(present.id());
        }
        deletionListeners.forEach(listener -> listener.accept(stream));
        // Only now are the keys' old bytes overwritten on disk.
        writer.foldLog();
    }

    private Stream current(Stream stream, @Nullable String expectedVersion) {
        Stream present = byId.get(stream.id());
        if (present == null) {
            throw ApiException.streamNotFound();
        }
        if (expectedVersion != null && !expectedVersion.equals(present.version())) {
            throw new ApiException(
                    ApiError.VERSION_MISMATCH,
                    "The stream's version is " + present.version() + ", not the one given: describe it again.");
        }
        return present;
    }

    private void remember(Stream stream) {
        byId.put(stream.id(), stream);
        byName.put(stream.name(), stream);
    }

    private String newVersion() {
        StringBuilder version = new StringBuilder(VERSION_LENGTH);
        for (int i = 0; i < VERSION_LENGTH; i++) {
            version.append(VERSION_ALPHABET.charAt(random.nextInt(VERSION_ALPHABET.length())));
        }
        return version.toString();
    }

    public long deletedBeforeMs(long streamId) {
        return deletedBeforeMs.getOrDefault(streamId, Long.MAX_VALUE);
    }

    /// Raises watermarks, durably; a lower one changes nothing.
    public void bury(Map<Long, Long> watermarksMs) throws StoreException {
        rows.bury(watermarksMs);
        new HashMap<>(watermarksMs)
                .forEach((id, ms) -> deletedBeforeMs.computeIfPresent(id, (_, before) -> Math.max(before, ms)));
    }

    /// No number at or above this was ever given out.
    public long reservedSequence(long streamId) throws StoreException {
        return rows.reservedSequence(streamId);
    }

    /// Reserves the stream's numbers below `limit`; durable when it completes.
    public CompletableFuture<Boolean> reserveSequences(long streamId, long limit) {
        return rows.reserve(streamId, limit);
    }

    /// Reserved numbers and ordinals' anchors for a rebuild.
    public Anchors anchors() {
        return rows.anchors();
    }

    /// Segment files that failed, and from where on nothing in them counts.
    public Map<Long, Long> segmentCuts() throws StoreException {
        return rows.segmentCuts();
    }

    public CompletableFuture<Boolean> cutSegment(long segment, long offset) {
        return rows.cutSegment(segment, offset);
    }

    @Override
    public void close() {
        writer.close();
    }
}
