package kinora.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kinora.store.StoreException;
import kinora.store.catalog.Settings;
import kinora.store.keys.LocalKeystore;

/// Opens the master key that this store was made with; makes one only for a store that is empty.
final class MasterKey {
    private static final String CHECK = "master-key-check";
    private static final byte[] CONTEXT = "kinora master key check".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KNOWN = "this is the right master key....".getBytes(StandardCharsets.US_ASCII);

    private MasterKey() {}

    static LocalKeystore open(Path file, Settings settings) throws StoreException {
        byte[] check = settings.get(CHECK);
        try {
            if (check == null) {
                LocalKeystore keystore = Files.exists(file) ? LocalKeystore.open(file) : LocalKeystore.create(file);
                settings.put(CHECK, keystore.wrap(KNOWN, CONTEXT));
                return keystore;
            }
            if (!Files.exists(file)) {
                throw new StoreException("the master key " + file + " is missing: without it nothing in this store can"
                        + " be read. Put the file back, or say where it is");
            }
            return checked(LocalKeystore.open(file), check, file);
        } catch (IOException e) {
            throw new StoreException("the master key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static LocalKeystore checked(LocalKeystore keystore, byte[] check, Path file) throws StoreException {
        try {
            if (Arrays.equals(keystore.unwrap(check, CONTEXT), KNOWN)) {
                return keystore;
            }
        } catch (StoreException e) {
            throw new StoreException(
                    "the master key " + file + " is not the one of this store; nothing was changed", e);
        }
        throw new StoreException("the master key " + file + " is not the one of this store; nothing was changed");
    }
}
