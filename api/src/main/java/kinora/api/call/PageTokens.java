package kinora.api.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kinora.model.ApiException;

/// Makes page tokens that only this server can have made, and only for the request they came from: opaque base64 of a
/// position and its authentication code over purpose and position.
public final class PageTokens {
    private static final int CODE_BYTES = 16;

    private final SecretKeySpec key;

    /// Makes and opens tokens with one key.
    ///
    /// @param key 32 random bytes, kept so that a token survives a restart
    public PageTokens(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// A token for a position.
    ///
    /// @param purpose the operation and whatever of the request must not change between pages
    public String make(String purpose, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(code(purpose, text), CODE_BYTES + text.length);
        System.arraycopy(text, 0, token, CODE_BYTES, text.length);
        return Base64.getEncoder().encodeToString(token);
    }

    /// The position; refuses tokens of others and for others.
    public String open(String purpose, String token) {
        byte[] bytes = decode(token);
        if (bytes.length >= CODE_BYTES) {
            byte[] text = Arrays.copyOfRange(bytes, CODE_BYTES, bytes.length);
            if (MessageDigest.isEqual(code(purpose, text), Arrays.copyOf(bytes, CODE_BYTES))) {
                return new String(text, StandardCharsets.UTF_8);
            }
        }
        throw ApiException.invalidArgument("NextToken is not valid for this request.");
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] code(String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), CODE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
