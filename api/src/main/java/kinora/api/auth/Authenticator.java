package kinora.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import kinora.http.RequestHead;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.ReceivedPayload;
import kinora.sigv4.SigV4Exception;
import kinora.sigv4.SigV4Policy;
import kinora.sigv4.SigV4Verifier;
import kinora.sigv4.SignatureClaim;
import org.jspecify.annotations.Nullable;

/// Proves who sent a request. Any doubt is a refusal.
public final class Authenticator {
    private static final String SERVICE = "kinesisvideo";

    private final SigV4Verifier verifier;
    private final Identities identities;

    public Authenticator(String region, LimitsMode mode, Identities identities, InstantSource clock) {
        Duration tolerance = Duration.ofMinutes(mode == LimitsMode.AWS ? 5 : 15);
        this.verifier = new SigV4Verifier(new SigV4Policy(region, Set.of(SERVICE), tolerance, true), clock);
        this.identities = identities;
    }

    /// What a request says of itself, with an access key that exists: good enough to read its body.
    public Pending admit(RequestHead head) {
        try {
            SignatureClaim claim = verifier.claim(new HeadToSign(head));
            return new Pending(claim, known(claim), head.localAddress().getPort());
        } catch (SigV4Exception e) {
            throw refusal(e);
        }
    }

    private Identity known(SignatureClaim claim) throws SigV4Exception {
        Identity identity = identities.find(claim.accessKeyId());
        if (identity == null || !isSame(identity.sessionToken(), claim.securityToken())) {
            throw SigV4Exception.unrecognizedClient();
        }
        return identity;
    }

    /// No token and an empty one are the same: some clients send the empty setting they were started with.
    private static boolean isSame(@Nullable String expected, @Nullable String given) {
        return MessageDigest.isEqual(bytes(expected), bytes(given));
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ApiException refusal(SigV4Exception e) {
        return new ApiException(ApiError.valueOf(e.kind().name()), e.explanation());
    }

    /// A request whose signature still has to be computed.
    public final class Pending {
        private final SignatureClaim claim;
        private final Identity identity;
        private final int localPort;

        private Pending(SignatureClaim claim, Identity identity, int localPort) {
            this.claim = claim;
            this.identity = identity;
            this.localPort = localPort;
        }

        /// The SHA-256 of this very body must be the one signed.
        public Identity proveWithBody(byte[] body) {
            return prove(new ReceivedPayload.Body(PayloadHash.of(body)));
        }

        /// PutMedia alone: its body is endless, so nothing of it is hashed.
        public Identity proveForPutMedia() {
            return prove(new ReceivedPayload.PutMediaBody());
        }

        private Identity prove(ReceivedPayload payload) {
            try {
                verifier.verify(claim, identity.secretAccessKey(), payload, localPort);
                return identity;
            } catch (SigV4Exception e) {
                throw refusal(e);
            }
        }
    }
}
