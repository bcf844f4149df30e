package kinora.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kinora.api.call.AddressRange;
import kinora.model.LimitsMode;
import org.jspecify.annotations.Nullable;

/// How a server is to run.
///
/// @param accountId 12 digits, or null for the one made at first start
/// @param advertisedUrl what clients are told to go on with, or null for where they came to
/// @param insecure allows plain HTTP on an address that others can reach
/// @param masterKeyFile null for the default, beside the data folder
/// @param rootKey preset, or null for the one that is kept
/// @param playback a second listener, for players; null for none
public record ServerConfig(
        Path dataFolder,
        InetSocketAddress listen,
        String region,
        @Nullable String accountId,
        LimitsMode limits,
        @Nullable String advertisedUrl,
        List<AddressRange> trustedProxies,
        boolean plainHttp,
        boolean insecure,
        @Nullable Path masterKeyFile,
        @Nullable RootKey rootKey,
        @Nullable PlaybackListener playback) {
    public static final int DEFAULT_PORT = 9700;

    public ServerConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /// All defaults: loopback, relaxed limits, region us-east-1.
    public static ServerConfig in(Path dataFolder) {
        return new ServerConfig(
                dataFolder,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), DEFAULT_PORT),
                "us-east-1",
                null,
                LimitsMode.RELAXED,
                null,
                List.of(),
                false,
                false,
                null,
                null,
                null);
    }

    /// This configuration with what the environment sets; see [ServerEnvironment].
    public ServerConfig withEnvironment(Map<String, String> environment) throws StartException {
        return new ServerEnvironment(environment).over(this);
    }

    public ServerConfig withListen(InetSocketAddress address) {
        return with(draft -> draft.listen = address);
    }

    public ServerConfig withPlainHttp(boolean plain, boolean evenIfReachable) {
        return with(draft -> {
            draft.plainHttp = plain;
            draft.insecure = evenIfReachable;
        });
    }

    public ServerConfig withLimits(LimitsMode mode) {
        return with(draft -> draft.limits = mode);
    }

    public ServerConfig withAccount(String newRegion, @Nullable String id) {
        return with(draft -> {
            draft.region = newRegion;
            draft.accountId = id;
        });
    }

    public ServerConfig withAdvertisedUrl(@Nullable String url) {
        return with(draft -> draft.advertisedUrl = url);
    }

    public ServerConfig withMasterKeyFile(@Nullable Path file) {
        return with(draft -> draft.masterKeyFile = file);
    }

    public ServerConfig withRootKey(@Nullable RootKey key) {
        return with(draft -> draft.rootKey = key);
    }

    public ServerConfig withPlayback(@Nullable PlaybackListener listener) {
        return with(draft -> draft.playback = listener);
    }

    /// Refuses what would be unsafe or cannot work, before anything is opened.
    void check() throws StartException {
        if (!plainHttp) {
            throw new StartException("TLS is not built yet: start with --plain-http.");
        }
        if (!listen.getAddress().isLoopbackAddress() && !insecure) {
            throw new StartException("Plain HTTP on " + listen.getAddress().getHostAddress()
                    + " would let others read what is sent: listen on 127.0.0.1, or add --insecure if you mean it.");
        }
        if (!region.matches("[a-z0-9-]{1,32}")) {
            throw new StartException("The region '" + region + "' is not one: use lower-case letters, digits and -.");
        }
        if (accountId != null && !accountId.matches("[0-9]{12}")) {
            throw new StartException("The account id must be 12 digits.");
        }
        checkAdvertised(advertisedUrl);
        if (playback != null) {
            checkAdvertised(playback.advertisedUrl());
        }
    }

    private static void checkAdvertised(@Nullable String url) throws StartException {
        if (url != null && !url.matches("https?://[a-zA-Z0-9._\\-\\[\\]:]+/?")) {
            throw new StartException(
                    "The advertised URL '" + url + "' must be like https://kvs.example:8443, without a path.");
        }
    }

    private ServerConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toConfig();
    }

    /// One copy, being changed.
    private static final class Draft {
        private Path dataFolder;
        private InetSocketAddress listen;
        private String region;
        private @Nullable String accountId;
        private LimitsMode limits;
        private @Nullable String advertisedUrl;
        private List<AddressRange> trustedProxies;
        private boolean plainHttp;
        private boolean insecure;
        private @Nullable Path masterKeyFile;
        private @Nullable RootKey rootKey;
        private @Nullable PlaybackListener playback;

        Draft(ServerConfig from) {
            dataFolder = from.dataFolder;
            listen = from.listen;
            region = from.region;
            accountId = from.accountId;
            limits = from.limits;
            advertisedUrl = from.advertisedUrl;
            trustedProxies = from.trustedProxies;
            plainHttp = from.plainHttp;
            insecure = from.insecure;
            masterKeyFile = from.masterKeyFile;
            rootKey = from.rootKey;
            playback = from.playback;
        }

        ServerConfig toConfig() {
            return new ServerConfig(
                    dataFolder,
                    listen,
                    region,
                    accountId,
                    limits,
                    advertisedUrl,
                    trustedProxies,
                    plainHttp,
                    insecure,
                    masterKeyFile,
                    rootKey,
                    playback);
        }
    }
}
