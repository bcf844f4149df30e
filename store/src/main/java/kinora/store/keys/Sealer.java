package kinora.store.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import kinora.store.CorruptFragmentException;

/// AES-256-GCM over heap arrays (where the JDK is four times as fast as on direct buffers). One thread.
public final class Sealer {
    public static final int NONCE_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private static final int WARM_UP_BYTES = 16 << 10;
    private static final long WARM_UP_NS_MAX = 3_000_000_000L;
    private static final int WARM_ROUND = 64;

    /// A round at half a gigabyte a second: compiled. Interpreted it takes a hundred times as long.
    private static final long WARM_ROUND_NS = 2_000_000;
    private static final int TAG_BITS = 8 * TAG_BYTES;

    private final Cipher cipher;
    private final SecureRandom random = new SecureRandom();
    private final byte[] nonces = new byte[NONCE_BYTES * 256];
    private int nextNonce = nonces.length;

    public Sealer() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES/GCM", e);
        }
    }

    /// Begins a sealing; writes the fresh random nonce at `nonceOffset` of `into`.
    public void begin(DataKey key, byte[] aad, byte[] into, int nonceOffset) {
        if (nextNonce == nonces.length) {
            // Random bytes by the handful: one call each would cost more than sealing a small record.
            random.nextBytes(nonces);
            nextNonce = 0;
        }
        System.arraycopy(nonces, nextNonce, into, nonceOffset, NONCE_BYTES);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonces, nextNonce, NONCE_BYTES));
            cipher.updateAAD(aad);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("AES-GCM refused a fresh nonce", e);
        }
        nextNonce += NONCE_BYTES;
    }

    /// Seals one more piece; returns how many bytes came out.
    public int update(byte[] plain, int offset, int length, byte[] into, int intoOffset) {
        try {
            return cipher.update(plain, offset, length, into, intoOffset);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the target was sized for it", e);
        }
    }

    /// Ends a sealing; returns how many bytes came out, the tag among them.
    public int finish(byte[] into, int intoOffset) {
        try {
            return cipher.doFinal(into, intoOffset);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the target was sized for it", e);
        }
    }

    /// Seals nothing of worth for a moment, so that the JDK has compiled AES-GCM before media comes: until then it is
    /// slower by an order of magnitude, and a few cameras would need minutes to warm it.
    public static void warmUp() {
        Sealer sealer = new Sealer();
        DataKey key = new DataKey(0, 0, 0, new byte[32]);
        byte[] plain = new byte[WARM_UP_BYTES];
        byte[] sealed = new byte[NONCE_BYTES + WARM_UP_BYTES + TAG_BYTES];
        long endNs = System.nanoTime() + WARM_UP_NS_MAX;
        long nowNs = System.nanoTime();
        long beganNs = nowNs - WARM_ROUND_NS;
        while (nowNs - beganNs >= WARM_ROUND_NS && nowNs < endNs) {
            beganNs = nowNs;
            for (int i = 0; i < WARM_ROUND; i++) {
                sealer.begin(key, plain, sealed, 0);
                int at = NONCE_BYTES + sealer.update(plain, 0, plain.length, sealed, NONCE_BYTES);
                sealer.finish(sealed, at);
            }
            nowNs = System.nanoTime();
        }
    }

    /// Opens what was sealed. Throws when a byte of it, its nonce or its context is not what it was.
    public byte[] open(DataKey key, byte[] nonce, byte[] aad, byte[] sealed, int offset, int length)
            throws CorruptFragmentException {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(sealed, offset, length);
        } catch (AEADBadTagException e) {
            throw new CorruptFragmentException("the bytes on disk are not the bytes that were written");
        } catch (GeneralSecurityException e) {
            throw new CorruptFragmentException("the record cannot be opened: " + e.getMessage());
        }
    }
}
