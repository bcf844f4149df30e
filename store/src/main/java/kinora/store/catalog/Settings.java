package kinora.store.catalog;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Single values by name.
public final class Settings {
    private static final String ACCOUNT_ID = "account-id";

    private final CatalogWriter writer;

    Settings(CatalogWriter writer) {
        this.writer = writer;
    }

    public byte @Nullable [] get(String name) throws StoreException {
        return writer.make(connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
                        select.setString(1, name);
                        try (ResultSet row = select.executeQuery()) {
                            return new Found(row.next() ? row.getBytes(1) : null);
                        }
                    }
                })
                .value();
    }

    private record Found(byte @Nullable [] value) {}

    public void put(String name, byte[] value) throws StoreException {
        writer.make(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
                upsert.setString(1, name);
                upsert.setBytes(2, value);
                return upsert.executeUpdate();
            }
        });
    }

    /// The account id: the one asked for, else the one kept, else a new one.
    String accountId(@Nullable String wanted, SecureRandom random) throws StoreException {
        byte[] kept = get(ACCOUNT_ID);
        if (wanted == null && kept != null) {
            return new String(kept, StandardCharsets.US_ASCII);
        }
        String id = wanted != null ? wanted : Long.toString(100_000_000_000L + random.nextLong(900_000_000_000L));
        put(ACCOUNT_ID, id.getBytes(StandardCharsets.US_ASCII));
        return id;
    }
}
