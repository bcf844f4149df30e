package kinora.sigv4;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/// What a server asks of a signature before it looks at keys.
///
/// @param services the services whose credential scope is taken, such as `kinesisvideo`
/// @param clockTolerance how far the signer's clock may be off, either way; whole minutes
/// @param unsignedTokenFromCClients whether the C producers, known by their signed user agent, may send
///     `x-amz-security-token` outside the signature, as all their releases do
public record SigV4Policy(
        String region, Set<String> services, Duration clockTolerance, boolean unsignedTokenFromCClients) {
    public SigV4Policy {
        Objects.requireNonNull(region, "region is null");
        services = Set.copyOf(services);
        if (region.isEmpty() || services.isEmpty() || clockTolerance.toMinutes() < 1) {
            throw new IllegalArgumentException(
                    "region '" + region + "', services " + services + ", tolerance " + clockTolerance);
        }
    }
}
