package kinora.testing;

import java.net.URI;
import kinora.sigv4.Credentials;

/// A running server as its clients know it: where it is, and the key of its root.
public interface KinoraEndpoint {
    URI uri();

    Credentials credentials();

    String region();
}
