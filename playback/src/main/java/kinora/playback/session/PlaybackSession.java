package kinora.playback.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.store.PlaybackRows;

/// One playback session in memory. Its progress is shared by all who use its URLs.
public final class PlaybackSession {
    private final String token;
    private final byte[] tokenHash;
    private final SessionTerms terms;
    private final PlaybackRows rows;
    private final Map<Rate, RateWindow> rates = new ConcurrentHashMap<>();
    private Progress progress;

    /// What is counted apart: AWS limits each kind of resource by itself.
    public enum Rate {
        MASTER,
        PLAYLIST,
        INIT,
        MEDIA
    }

    PlaybackSession(String token, byte[] tokenHash, SessionTerms terms, Progress progress, PlaybackRows rows) {
        this.token = token;
        this.tokenHash = tokenHash;
        this.terms = terms;
        this.progress = progress;
        this.rows = rows;
    }

    public String token() {
        return token;
    }

    public SessionTerms terms() {
        return terms;
    }

    public synchronized Progress progress() {
        return progress;
    }

    /// Goes on to `next`; it is kept where a player could tell the difference after a restart.
    public synchronized void advance(Progress next) {
        boolean worthKeeping = next.baseOrdinal() != progress.baseOrdinal()
                || next.discontinuities() != progress.discontinuities()
                || next.map() != progress.map()
                || next.targetDurationS() != progress.targetDurationS()
                || next.ordinal() - progress.ordinal() > 500;
        if (worthKeeping) {
            rows.note(tokenHash, next.toBytes());
        }
        if (worthKeeping || next.ordinal() > progress.ordinal()) {
            progress = next;
        }
    }

    /// Counts one request; throws when there were too many in this second.
    public void count(Rate rate, int perSecond, long nowNs) {
        if (!rates.computeIfAbsent(rate, _ -> new RateWindow()).tryTake(perSecond, nowNs)) {
            throw new ApiException(
                    ApiError.CLIENT_LIMIT_EXCEEDED,
                    "This playback session asks for more than " + perSecond + " such resources a second.");
        }
    }

    /// A second's count.
    private static final class RateWindow {
        private static final long WINDOW_NS = 1_000_000_000L;

        private long windowStartNs = Long.MIN_VALUE;
        private int taken;

        synchronized boolean tryTake(int max, long nowNs) {
            if (windowStartNs == Long.MIN_VALUE || nowNs - windowStartNs >= WINDOW_NS) {
                windowStartNs = nowNs;
                taken = 0;
            }
            return ++taken <= max;
        }
    }
}
