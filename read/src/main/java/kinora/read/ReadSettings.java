package kinora.read;

import java.util.function.LongSupplier;
import kinora.model.LimitsMode;

/// What reading needs of the world: limits and a monotonic clock.
public record ReadSettings(LimitsMode limits, LongSupplier nanoTime) {
    public static ReadSettings of(LimitsMode limits) {
        return new ReadSettings(limits, System::nanoTime);
    }
}
