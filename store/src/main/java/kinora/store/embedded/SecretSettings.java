package kinora.store.embedded;

import java.nio.charset.StandardCharsets;
import kinora.store.StoreException;
import kinora.store.catalog.Settings;
import kinora.store.keys.KeyService;
import org.jspecify.annotations.Nullable;

/// Settings that are secrets: sealed by the key service, bound to their name.
public final class SecretSettings {
    private static final String PREFIX = "secret:";

    private final Settings settings;
    private final KeyService service;

    SecretSettings(Settings settings, KeyService service) {
        this.settings = settings;
        this.service = service;
    }

    public byte @Nullable [] get(String name) throws StoreException {
        byte[] sealed = settings.get(PREFIX + name);
        return sealed == null ? null : service.unwrap(sealed, context(name));
    }

    public void put(String name, byte[] secret) throws StoreException {
        settings.put(PREFIX + name, service.wrap(secret, context(name)));
    }

    private static byte[] context(String name) {
        return (PREFIX + name).getBytes(StandardCharsets.UTF_8);
    }
}
