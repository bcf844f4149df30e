package kinora.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return new ServerConfig(
                dataFolder,
                address,
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

    public ServerConfig withPlainHttp(boolean plain, boolean evenIfReachable) {
        return new ServerConfig(
                dataFolder,
                listen,
                region,
                accountId,
                limits,
                advertisedUrl,
                trustedProxies,
                plain,
                evenIfReachable,
                masterKeyFile,
                rootKey,
                playback);
    }

    public ServerConfig withLimits(LimitsMode mode) {
        return new ServerConfig(
                dataFolder,
                listen,
                region,
                accountId,
                mode,
                advertisedUrl,
                trustedProxies,
                plainHttp,
                insecure,
                masterKeyFile,
                rootKey,
                playback);
    }

    public ServerConfig withAccount(String newRegion, @Nullable String id) {
        return new ServerConfig(
                dataFolder,
                listen,
                newRegion,
                id,
                limits,
                advertisedUrl,
                trustedProxies,
                plainHttp,
                insecure,
                masterKeyFile,
                rootKey,
                playback);
    }

    public ServerConfig withAdvertisedUrl(@Nullable String url) {
        return new ServerConfig(
                dataFolder,
                listen,
                region,
                accountId,
                limits,
                url,
                trustedProxies,
                plainHttp,
                insecure,
                masterKeyFile,
                rootKey,
                playback);
    }

    public ServerConfig withMasterKeyFile(@Nullable Path file) {
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
                file,
                rootKey,
                playback);
    }

    public ServerConfig withRootKey(@Nullable RootKey key) {
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
                key,
                playback);
    }

    public ServerConfig withPlayback(@Nullable PlaybackListener listener) {
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
                listener);
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
}
