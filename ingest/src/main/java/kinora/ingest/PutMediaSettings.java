package kinora.ingest;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import kinora.model.LimitsMode;

/// What PutMedia needs of the world: limits, a monotonic clock, and somewhere to block.
public record PutMediaSettings(LimitsMode limits, LongSupplier nanoTime, Executor blocking) {
    /// The real clock, and a virtual thread for each call that blocks.
    public static PutMediaSettings of(LimitsMode limits) {
        return new PutMediaSettings(
                limits,
                System::nanoTime,
                task -> Thread.ofVirtual().name("open-session ", 0).start(task));
    }
}
