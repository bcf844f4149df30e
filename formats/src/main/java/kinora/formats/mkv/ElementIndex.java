package kinora.formats.mkv;

import org.jspecify.annotations.Nullable;

/// Finds an element by its id without boxing: it is asked once a block. Open addressing, a quarter full.
final class ElementIndex {
    private static final int SLOTS = 512;
    private static final @Nullable MatroskaElement[] TABLE = build();

    private ElementIndex() {}

    static @Nullable MatroskaElement find(int id) {
        int slot = slotOf(id);
        MatroskaElement found = TABLE[slot];
        while (found != null && found.id() != id) {
            slot = (slot + 1) & (SLOTS - 1);
            found = TABLE[slot];
        }
        return found;
    }

    private static @Nullable MatroskaElement[] build() {
        @Nullable MatroskaElement[] table = new @Nullable MatroskaElement[SLOTS];
        for (MatroskaElement element : MatroskaElement.values()) {
            int slot = slotOf(element.id());
            while (table[slot] != null) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            table[slot] = element;
        }
        return table;
    }

    private static int slotOf(int id) {
        return (id * 0x9E3779B9) >>> 23;
    }
}
