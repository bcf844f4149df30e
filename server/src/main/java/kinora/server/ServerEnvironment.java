package kinora.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kinora.api.call.AddressRange;
import kinora.http.TlsFiles;
import kinora.model.LimitsMode;
import org.jspecify.annotations.Nullable;

/// Settings from environment variables: `KINORA_DATA`, `KINORA_LISTEN`, `KINORA_REGION`, `KINORA_ACCOUNT_ID`,
/// `KINORA_LIMITS`, `KINORA_ADVERTISE`, `KINORA_TRUSTED_PROXIES`, `KINORA_PLAIN_HTTP`, `KINORA_INSECURE`,
/// `KINORA_MASTER_KEY_FILE`, `KINORA_PLAYBACK_LISTEN` with `KINORA_TLS_CERT` and `KINORA_TLS_KEY`,
/// `KINORA_PLAYBACK_ADVERTISE`, `KINORA_ROOT_ACCESS_KEY_ID` with `KINORA_ROOT_SECRET_ACCESS_KEY`.
final class ServerEnvironment {
    private final Map<String, String> variables;

    ServerEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    ServerConfig over(ServerConfig base) throws StartException {
        String data = get("KINORA_DATA");
        String listen = get("KINORA_LISTEN");
        String limits = get("KINORA_LIMITS");
        String keyFile = get("KINORA_MASTER_KEY_FILE");
        return new ServerConfig(
                data == null ? base.dataFolder() : Path.of(data),
                listen == null ? base.listen() : address(listen),
                or(get("KINORA_REGION"), base.region()),
                get("KINORA_ACCOUNT_ID") == null ? base.accountId() : get("KINORA_ACCOUNT_ID"),
                limits == null ? base.limits() : limits(limits),
                get("KINORA_ADVERTISE") == null ? base.advertisedUrl() : get("KINORA_ADVERTISE"),
                proxies(base.trustedProxies()),
                flag("KINORA_PLAIN_HTTP", base.plainHttp()),
                flag("KINORA_INSECURE", base.insecure()),
                keyFile == null ? base.masterKeyFile() : Path.of(keyFile),
                rootKey(base.rootKey()),
                playback(base.playback()));
    }

    /// An empty variable is one that is not set.
    private @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private boolean flag(String name, boolean otherwise) throws StartException {
        String value = or(get(name), Boolean.toString(otherwise));
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new StartException(name + " must be true or false.");
        };
    }

    /// `127.0.0.1:9700`, `[::1]:9700`, `localhost:0`.
    static InetSocketAddress address(String text) throws StartException {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = colon <= 0 ? "" : text.substring(0, colon);
            if (!host.isEmpty()) {
                return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new StartException("'" + text + "' is no address to listen on; write it like 127.0.0.1:9700.", e);
        }
        throw new StartException("'" + text + "' is no address to listen on; write it like 127.0.0.1:9700.");
    }

    static LimitsMode limits(String text) throws StartException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "aws" -> LimitsMode.AWS;
            case "relaxed" -> LimitsMode.RELAXED;
            default -> throw new StartException("The limits are aws or relaxed, not '" + text + "'.");
        };
    }

    private List<AddressRange> proxies(List<AddressRange> otherwise) throws StartException {
        String text = get("KINORA_TRUSTED_PROXIES");
        if (text == null) {
            return otherwise;
        }
        try {
            List<AddressRange> ranges = new ArrayList<>();
            for (String range : text.split(",", -1)) {
                ranges.add(AddressRange.parse(range.strip()));
            }
            return ranges;
        } catch (IllegalArgumentException e) {
            throw new StartException("KINORA_TRUSTED_PROXIES: " + e.getMessage() + ".", e);
        }
    }

    private @Nullable PlaybackListener playback(@Nullable PlaybackListener otherwise) throws StartException {
        String listen = get("KINORA_PLAYBACK_LISTEN");
        String certificate = get("KINORA_TLS_CERT");
        String key = get("KINORA_TLS_KEY");
        if (listen == null && certificate == null && key == null) {
            return otherwise;
        }
        if (listen == null || certificate == null || key == null) {
            throw new StartException(
                    "A playback listener needs all three: its address, a certificate and a key (--playback-listen,"
                            + " --tls-cert, --tls-key).");
        }
        return new PlaybackListener(
                address(listen), new TlsFiles(Path.of(certificate), Path.of(key)), get("KINORA_PLAYBACK_ADVERTISE"));
    }

    private @Nullable RootKey rootKey(@Nullable RootKey otherwise) throws StartException {
        String id = get("KINORA_ROOT_ACCESS_KEY_ID");
        String secret = get("KINORA_ROOT_SECRET_ACCESS_KEY");
        if (id == null && secret == null) {
            return otherwise;
        }
        if (id == null || secret == null) {
            throw new StartException(
                    "KINORA_ROOT_ACCESS_KEY_ID and KINORA_ROOT_SECRET_ACCESS_KEY must be set together.");
        }
        try {
            return new RootKey(id, secret);
        } catch (IllegalArgumentException e) {
            throw new StartException("The preset root key is not one: " + e.getMessage() + ".", e);
        }
    }
}
