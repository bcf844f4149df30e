package kinora.playback.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.store.FragmentStore;
import kinora.store.PlaybackRows;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Opens playback sessions and finds them by their tokens. A token is 32 random bytes; only its hash is kept.
public final class PlaybackSessions {
    private static final int TOKEN_BYTES = 32;
    private static final int IN_MEMORY_MAX = 20_000;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final FragmentStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, PlaybackSession> inMemory =
            Caffeine.newBuilder().maximumSize(IN_MEMORY_MAX).build();

    public PlaybackSessions(FragmentStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// A session and the live stream it plays.
    public record Open(PlaybackSession session, Stream stream) {}

    public PlaybackSession open(Stream stream, SessionTerms terms) throws StoreException {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        byte[] hash = hash(token);
        store.playbackRows()
                .add(new PlaybackRows.Row(
                        hash, stream.id(), terms.expiresMs(), terms.toBytes(), Progress.NONE.toBytes()));
        PlaybackSession session = new PlaybackSession(token, hash, terms, Progress.NONE, store.playbackRows());
        inMemory.put(token, session);
        return session;
    }

    /// The session of a token, if it may be used for such resources now. Whatever is wrong with it, the answer is the
    /// same and names nothing.
    public Open require(@Nullable String token, SessionTerms.Kind kind) throws StoreException {
        PlaybackSession session = token == null ? null : find(token);
        if (session == null || session.terms().kind() != kind) {
            throw denied("The streaming session token is invalid.");
        }
        if (clock.millis() >= session.terms().expiresMs()) {
            throw denied("Streaming session token is expired.");
        }
        Stream stream = store.streams().find(session.terms().stream());
        if (stream == null) {
            throw denied("The streaming session token is invalid.");
        }
        return new Open(session, stream);
    }

    private @Nullable PlaybackSession find(String token) throws StoreException {
        PlaybackSession present = inMemory.getIfPresent(token);
        if (present != null) {
            return present;
        }
        if (!TOKEN.matcher(token).matches()) {
            return null;
        }
        byte[] hash = hash(token);
        PlaybackRows.Row row = store.playbackRows().find(hash);
        if (row == null) {
            return null;
        }
        SessionTerms terms = SessionTerms.read(row.terms());
        PlaybackSession kept =
                new PlaybackSession(token, hash, terms, Progress.read(row.progress()), store.playbackRows());
        // Whoever comes at the same time gets the same session.
        return inMemory.get(token, _ -> kept);
    }

    private static ApiException denied(String explanation) {
        return new ApiException(ApiError.ACCESS_DENIED, explanation);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
