package kinora.read;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Keeps a reader at or below its bytes a second, with a second's worth at once; one thread.
public final class Pace {
    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private double allowance;
    private long lastNs;

    /// `Long.MAX_VALUE` bytes a second are no limit.
    public Pace(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.allowance = bytesPerSecond;
        this.lastNs = nanoTime.getAsLong();
    }

    /// Waits until `bytes` more may go.
    public void await(int bytes) throws InterruptedException {
        long waitNs = waitNs(bytes);
        if (waitNs > 0) {
            TimeUnit.NANOSECONDS.sleep(waitNs);
        }
    }

    long waitNs(int bytes) {
        if (bytesPerSecond == Long.MAX_VALUE) {
            return 0;
        }
        long nowNs = nanoTime.getAsLong();
        double perNs = bytesPerSecond / (double) TimeUnit.SECONDS.toNanos(1);
        allowance = Math.min((double) bytesPerSecond, allowance + (nowNs - lastNs) * perNs) - bytes;
        lastNs = nowNs;
        return allowance >= 0 ? 0 : (long) (-allowance / perNs);
    }
}
