package kinora.rules.planted.store.journal;

import kinora.rules.planted.store.index.Here;
import org.jspecify.annotations.Nullable;

/// The other half of a circle, planted on purpose.
public record There(@Nullable Here here) {}
