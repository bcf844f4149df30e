package kinora.http;

import java.util.concurrent.atomic.AtomicLong;

/// What the bodies of all calls may hold together. They are gathered before their signatures can be proved, so each
/// being short is not enough.
final class BodyBudget {
    /// Listeners share one heap, so they share one budget.
    static final BodyBudget OF_THIS_PROCESS = new BodyBudget(HttpServerConfig.BODIES_BYTES_MAX);

    private final long bytesMax;
    private final AtomicLong usedBytes = new AtomicLong();

    BodyBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    boolean tryTake(int bytes) {
        if (usedBytes.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        usedBytes.addAndGet(-bytes);
    }
}
