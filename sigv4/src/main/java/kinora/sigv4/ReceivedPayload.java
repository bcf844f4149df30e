package kinora.sigv4;

/// What the server knows of the body when it verifies a signature.
public sealed interface ReceivedPayload {
    /// A body that has been read: its hash must be the one that was signed.
    record Body(PayloadHash sha256) implements ReceivedPayload {
        public Body {
            if (!sha256.isDigest()) {
                throw new IllegalArgumentException("a body has a digest, not " + sha256.value());
            }
        }
    }

    /// The endless body of PutMedia, of which nothing is hashed: the literals that producers sign are taken.
    record PutMediaBody() implements ReceivedPayload {}
}
