package kinora.server;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;

/// The access key of the account's root.
public record RootKey(String accessKeyId, String secretAccessKey) {
    private static final String PREFIX = "KNRA";
    private static final String ID_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_RANDOM_CHARS = 16;
    private static final int SECRET_BYTES = 30;

    public RootKey {
        if (!accessKeyId.matches("\\w{4,128}") || secretAccessKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "an access key id is 4 to 128 letters, digits or underscores, and its secret is not empty");
        }
    }

    /// A fresh key, in the shape AWS gives them: 20 characters, and 40 for the secret.
    public static RootKey generate() {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new RootKey(PREFIX + id(random), Base64.getEncoder().encodeToString(secret));
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_RANDOM_CHARS; i++) {
            id.append(ID_CHARS.charAt(random.nextInt(ID_CHARS.length())));
        }
        return id.toString();
    }

    byte[] toBytes() {
        return (accessKeyId + "\n" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    }

    static RootKey parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        if (lines.length != 2) {
            throw new IllegalArgumentException("not a root key");
        }
        return new RootKey(lines[0], lines[1]);
    }

    /// The id alone, so that no log ever shows the secret.
    @Override
    public String toString() {
        return accessKeyId;
    }
}
