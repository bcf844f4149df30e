package kinora.store.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import kinora.model.AckError;

/// The key service of a single machine: one 256-bit master key in a file that only its owner may read.
///
/// ```
///   wrapped = nonce (12 bytes) | AES-256-GCM(data key, AAD = context) | tag (16 bytes)
/// ```
public final class LocalKeystore implements KeyService {
    private static final String PREFIX = "kinora-master-key-1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec masterKey;
    private final SecureRandom random = new SecureRandom();

    private LocalKeystore(byte[] masterKey) {
        this.masterKey = new SecretKeySpec(masterKey, "AES");
    }

    /// Makes the key file; refuses if there is one. The file is on disk, synced, when this returns.
    public static LocalKeystore create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] line = (PREFIX + Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (folder != null) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
        return new LocalKeystore(key);
    }

    public static LocalKeystore open(Path file) throws IOException {
        String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!line.startsWith(PREFIX)) {
            throw new IOException(file + " is not a master key of Kinora");
        }
        try {
            byte[] key = Base64.getDecoder().decode(line.substring(PREFIX.length()));
            if (key.length != KEY_BYTES) {
                throw new IOException(file + " is damaged: the key is " + key.length + " bytes long");
            }
            return new LocalKeystore(key);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] wrap(byte[] dataKey, byte[] context) throws KeyServiceException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = cipher.doFinal(dataKey);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new KeyServiceException(AckError.INTERNAL_ERROR, "cannot wrap a data key", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) throws KeyServiceException {
        try {
            byte[] nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyServiceException(
                    AckError.KMS_KEY_INVALID_STATE, "the master key does not open this data key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, masterKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
