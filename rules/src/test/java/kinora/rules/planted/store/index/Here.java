package kinora.rules.planted.store.index;

import kinora.rules.planted.store.journal.There;

/// One half of a circle, planted on purpose.
public record Here(There there) {}
