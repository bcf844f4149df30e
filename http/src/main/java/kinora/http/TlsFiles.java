package kinora.http;

import java.nio.file.Path;
import java.util.Objects;

/// Where a listener's certificate lies: PEM files that may be replaced while it runs.
///
/// @param certificateChain the server's certificate first, then what it was signed with
/// @param privateKey PKCS#8, without a password
public record TlsFiles(Path certificateChain, Path privateKey) {
    public TlsFiles {
        Objects.requireNonNull(certificateChain, "certificate chain is null");
        Objects.requireNonNull(privateKey, "private key is null");
    }
}
