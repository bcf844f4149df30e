package kinora.server;

import java.util.function.Consumer;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Decides what the root key is: the preset one, else the one kept, else a fresh one, which is shown exactly once.
final class RootKeys {
    private static final String NAME = "root-key";

    private final Secrets secrets;

    RootKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The root key of this start.
    ///
    /// @param preset by environment; it is used and never kept
    /// @param terminal shows a fresh key to a person, or null where nobody would see it
    RootKey resolve(@Nullable RootKey preset, @Nullable Consumer<String> terminal)
            throws StoreException, StartException {
        if (preset != null) {
            return preset;
        }
        byte[] kept = secrets.get(NAME);
        if (kept != null) {
            return RootKey.parse(kept);
        }
        if (terminal == null) {
            throw new StartException("There is no root key yet and no terminal to show a new one on: set "
                    + "KINORA_ROOT_ACCESS_KEY_ID and KINORA_ROOT_SECRET_ACCESS_KEY, or start once from a terminal.");
        }
        return fresh(terminal);
    }

    /// Kept before it is shown: a key that someone wrote down must work.
    private RootKey fresh(Consumer<String> terminal) throws StoreException {
        RootKey key = RootKey.generate();
        secrets.put(NAME, key.toBytes());
        terminal.accept("The root key, shown this once:\n  AWS_ACCESS_KEY_ID=" + key.accessKeyId()
                + "\n  AWS_SECRET_ACCESS_KEY=" + key.secretAccessKey());
        return key;
    }
}
