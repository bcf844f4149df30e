package kinora.sigv4;

import java.util.Objects;

/// Where and when a signature holds: `yyyymmdd/region/service/aws4_request`.
public record CredentialScope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    public CredentialScope {
        Objects.requireNonNull(date, "date is null");
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(service, "service is null");
    }

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
