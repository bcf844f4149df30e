package kinora.read.live;

import java.util.Objects;
import kinora.model.FragmentNumber;
import kinora.store.TimestampKind;

/// Where a GetMedia call begins. A continuation token is the number of the fragment that carried it.
public sealed interface StartSelector {
    /// The newest fragment there is, be it still open.
    record Now() implements StartSelector {}

    /// The oldest fragment that is kept.
    record Earliest() implements StartSelector {}

    /// The fragment that follows the given one.
    record AfterFragment(FragmentNumber number) implements StartSelector {
        public AfterFragment {
            Objects.requireNonNull(number, "number is null");
        }
    }

    /// The fragment that covers an instant, else the first one behind it.
    record AtTimestamp(TimestampKind kind, long timestampMs) implements StartSelector {
        public AtTimestamp {
            Objects.requireNonNull(kind, "kind is null");
            if (timestampMs < 0) {
                throw new IllegalArgumentException("timestamp " + timestampMs + " ms");
            }
        }
    }
}
