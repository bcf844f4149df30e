package kinora.sigv4;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Signs requests the way AWS's SDKs do, for one service in one region.
public final class SigV4Signer {
    /// What HTTP libraries and proxies add or change under way.
    private static final Set<String> NOT_SIGNED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-amzn-trace-id");

    private final Credentials credentials;
    private final String region;
    private final String service;

    public SigV4Signer(Credentials credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /// The headers to add to a request. All it has already are signed, apart from those that proxies may change;
    /// `Host` must be among them.
    public Map<String, String> headers(SignableRequest request, PayloadHash payload, Instant now) {
        String date = AmzDate.format(now);
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", date);
        added.put("X-Amz-Content-Sha256", payload.value());
        if (credentials.sessionToken() != null) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        SignableRequest whole = with(request, added);
        List<String> signedHeaders = signedHeaders(whole);
        CredentialScope scope = scope(date);
        String signature = signature(
                new CanonicalRequest(whole, QueryString.parse(whole.query()), signedHeaders), payload, scope, date);
        added.put(
                "Authorization",
                SignatureClaim.ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", signedHeaders) + ", Signature=" + signature);
        return added;
    }

    /// The whole query of a presigned request: the request's own parameters and the signature's.
    public String presignedQuery(SignableRequest request, PayloadHash payload, Instant now, int expiresSeconds) {
        if (expiresSeconds < 1 || expiresSeconds > SigV4Limits.EXPIRES_SECONDS_MAX) {
            throw new IllegalArgumentException("expires in " + expiresSeconds + " s");
        }
        String date = AmzDate.format(now);
        CredentialScope scope = scope(date);
        List<String> signedHeaders = signedHeaders(with(request, Map.of()));
        List<QueryString.Parameter> parameters =
                new ArrayList<>(QueryString.parse(request.query()).parameters());
        parameters.add(new QueryString.Parameter(QueryForm.ALGORITHM, SignatureClaim.ALGORITHM));
        parameters.add(new QueryString.Parameter(QueryForm.CREDENTIAL, credentials.accessKeyId() + "/" + scope));
        parameters.add(new QueryString.Parameter(QueryForm.DATE, date));
        parameters.add(new QueryString.Parameter(QueryForm.EXPIRES, Integer.toString(expiresSeconds)));
        parameters.add(new QueryString.Parameter(QueryForm.SIGNED_HEADERS, String.join(";", signedHeaders)));
        if (credentials.sessionToken() != null) {
            parameters.add(new QueryString.Parameter(QueryForm.SECURITY_TOKEN, credentials.sessionToken()));
        }
        QueryString query = new QueryString(parameters);
        String signature = signature(new CanonicalRequest(request, query, signedHeaders), payload, scope, date);
        return query.canonical() + "&" + QueryForm.SIGNATURE + "=" + signature;
    }

    private CredentialScope scope(String date) {
        return new CredentialScope(date.substring(0, 8), region, service);
    }

    private String signature(CanonicalRequest canonical, PayloadHash payload, CredentialScope scope, String date) {
        String host = canonical.request().headers("host").get(0);
        SigningKey key = new SigningKey(credentials.secretAccessKey(), scope);
        return HexFormat.of().formatHex(key.sign(date, canonical.bytes(host, payload)));
    }

    private static List<String> signedHeaders(SignableRequest request) {
        return request.headerNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !NOT_SIGNED.contains(name))
                .distinct()
                .sorted()
                .toList();
    }

    private static SignableRequest with(SignableRequest request, Map<String, String> added) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(added.entrySet());
        for (String name : Set.copyOf(request.headerNames().stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .toList())) {
            if (added.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException("the signer itself sets " + name);
            }
            request.headers(name).forEach(value -> fields.add(Map.entry(name, value)));
        }
        PlainRequest whole = new PlainRequest(request.method(), request.path(), request.query(), fields);
        requireSignable(whole);
        return whole;
    }

    private static void requireSignable(PlainRequest request) {
        boolean valid = WireText.isValid(request.path())
                && WireText.isValid(request.query())
                && request.fields().stream().allMatch(field -> WireText.isValid(field.getValue()));
        if (!valid || request.headers("host").size() != 1) {
            throw new IllegalArgumentException("a request needs one Host, and values of ISO 8859-1 without line ends");
        }
    }
}
