package kinora.rules.planted.formats;

import java.nio.file.Path;
import kinora.rules.planted.store.index.Here;

/// Breaks the house's rules on purpose: a format that knows files, the clock and the store.
final class TouchesTheWorld {
    private TouchesTheWorld() {}

    static long sizeOf(Path file, Here here) {
        return file.getNameCount() + here.hashCode() + System.currentTimeMillis();
    }
}
