package kinora.store.keys;

/// Wraps and unwraps data keys. `context` binds a wrapped key to what it is for: another context does not unwrap it.
public interface KeyService {
    byte[] wrap(byte[] dataKey, byte[] context) throws KeyServiceException;

    byte[] unwrap(byte[] wrapped, byte[] context) throws KeyServiceException;
}
