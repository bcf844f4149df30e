package kinora.sigv4;

import java.util.List;

/// Which payload hashes a signature may have been made with.
final class PayloadRules {
    static List<PayloadHash> candidates(SignatureClaim claim, ReceivedPayload payload) throws SigV4Exception {
        if (payload instanceof ReceivedPayload.Body body) {
            return List.of(ofBody(claim, body.sha256()));
        }
        return ofPutMedia(claim);
    }

    /// The digest of what came, whatever the header says; but the header may not say otherwise.
    private static PayloadHash ofBody(SignatureClaim claim, PayloadHash received) throws SigV4Exception {
        String declared = claim.declaredPayloadHash();
        if (declared != null && !declared.equals(received.value())) {
            throw SigV4Exception.invalid(
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        boolean inHeader = !claim.request().headers("x-amz-content-sha256").isEmpty();
        if (inHeader && !claim.signs("x-amz-content-sha256")) {
            throw SigV4Exception.unsigned("x-amz-content-sha256");
        }
        return received;
    }

    /// Without the header: the C producers sign the hash of nothing, hand-written clients also the literal.
    private static List<PayloadHash> ofPutMedia(SignatureClaim claim) throws SigV4Exception {
        if (!claim.request().headers("x-amz-decoded-content-length").isEmpty()) {
            throw SigV4Exception.invalid("Chunk-signed bodies (aws-chunked) are not supported.");
        }
        String declared = claim.declaredPayloadHash();
        if (declared == null) {
            return List.of(PayloadHash.EMPTY, PayloadHash.UNSIGNED);
        }
        try {
            return List.of(new PayloadHash(declared));
        } catch (IllegalArgumentException e) {
            throw SigV4Exception.invalid("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, "
                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value.");
        }
    }

    private PayloadRules() {}
}
