package kinora.sigv4;

import java.util.Collection;
import java.util.List;

/// The parts of an HTTP request that a signature covers, as they are on the wire.
///
/// Every string holds one char per byte (ISO 8859-1), as HTTP libraries hand them out; nothing is decoded yet.
public interface SignableRequest {
    String method();

    /// Path of the request target in origin form, still percent-encoded; empty means `/`.
    String path();

    /// Query without the `?`, still percent-encoded; empty if there is none.
    String query();

    /// Names of all headers, in any case; a name that occurs twice may be listed twice.
    Collection<String> headerNames();

    /// All values of one header in the order received, without regard to the name's case; empty if it is absent.
    List<String> headers(String name);
}
