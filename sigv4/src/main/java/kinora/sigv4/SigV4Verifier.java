package kinora.sigv4;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/// Verifies signatures in two steps, so that a body is read only for a request that may be worth it.
///
/// First [#claim] reads who signed what and refuses whatever needs no key; then the caller looks up the access key
/// (and proves a security token), and [#verify] computes.
public final class SigV4Verifier {
    private final SigV4Policy policy;
    private final InstantSource clock;

    public SigV4Verifier(SigV4Policy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /// Reads the signature and checks its form, its scope, its time, and that nothing meaningful is left unsigned.
    public SignatureClaim claim(SignableRequest request) throws SigV4Exception {
        SignatureClaim claim = ClaimReader.read(request);
        ClockWindow.check(claim, clock.instant(), policy.clockTolerance());
        checkScope(claim.scope());
        boolean tokenMayBeUnsigned = policy.unsignedTokenFromCClients() && isFromCClient(claim);
        SignedHeaders.requireMeaningfulOnesSigned(claim, tokenMayBeUnsigned);
        return claim;
    }

    /// Returns if the signature is the one that `secretAccessKey` makes over this request and payload.
    ///
    /// @param localPort of the listener the request came to, for clients that leave it out of Host but sign it
    public void verify(SignatureClaim claim, String secretAccessKey, ReceivedPayload payload, int localPort)
            throws SigV4Exception {
        List<PayloadHash> hashes = PayloadRules.candidates(claim, payload);
        if (!PayloadHash.isHex(claim.signature())) {
            throw SigV4Exception.mismatch();
        }
        byte[] claimed = HexFormat.of().parseHex(claim.signature());
        SigningKey key = new SigningKey(secretAccessKey, claim.scope());
        String date = AmzDate.format(claim.signedAt());
        CanonicalRequest canonical = canonicalRequest(claim);
        for (String host : HostSpellings.of(claim.request().headers("host").get(0), localPort)) {
            for (PayloadHash hash : hashes) {
                if (MessageDigest.isEqual(claimed, key.sign(date, canonical.bytes(host, hash)))) {
                    return;
                }
            }
        }
        throw SigV4Exception.mismatch();
    }

    private static CanonicalRequest canonicalRequest(SignatureClaim claim) {
        QueryString query = QueryString.parse(claim.request().query());
        boolean presigned = claim.form() == SignatureClaim.Form.QUERY;
        return new CanonicalRequest(
                claim.request(), presigned ? query.without(QueryForm.SIGNATURE) : query, claim.signedHeaders());
    }

    private void checkScope(CredentialScope scope) throws SigV4Exception {
        if (!scope.region().equals(policy.region())) {
            throw SigV4Exception.invalid("Credential should be scoped to a valid region, not "
                    + SignatureParameters.quote(scope.region()) + ". ");
        }
        if (!policy.services().contains(scope.service())) {
            throw SigV4Exception.invalid("Credential should be scoped to correct service: '"
                    + String.join("', '", policy.services().stream().sorted().toList()) + "'. ");
        }
    }

    /// The user agent counts only when it is signed itself, as it is by every one of these clients.
    private static boolean isFromCClient(SignatureClaim claim) {
        return claim.signs("user-agent")
                && claim.request().headers("user-agent").stream().allMatch(SigV4Verifier::isCClient);
    }

    private static boolean isCClient(String userAgent) {
        return userAgent.startsWith("AWS-SDK-KVS") || userAgent.startsWith("AWS-PRODUCER-SDK-KVS");
    }
}
