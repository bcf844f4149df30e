package kinora.ingest;

import java.util.concurrent.TimeUnit;

/// A rate with room for one second's worth at once. Whoever goes beyond is told how long to wait. Not thread-safe.
final class TokenBucket {
    private static final double NS_PER_S = TimeUnit.SECONDS.toNanos(1);

    private final double perSecond;
    private double tokens;
    private long lastNs;

    TokenBucket(double perSecond, long nowNs) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.lastNs = nowNs;
    }

    /// Takes one token if there is one.
    boolean tryTake(long nowNs) {
        refill(nowNs);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /// Takes `amount` whatever is there; the answer is how long to wait until nothing is owed, 0 for not at all.
    long spend(double amount, long nowNs) {
        refill(nowNs);
        tokens -= amount;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perSecond * NS_PER_S);
    }

    private void refill(long nowNs) {
        tokens = Math.min(perSecond, tokens + (nowNs - lastNs) / NS_PER_S * perSecond);
        lastNs = nowNs;
    }
}
