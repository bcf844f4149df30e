package kinora.server;

import java.io.Console;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import kinora.api.KinoraApi;
import kinora.api.auth.Authorizer;
import kinora.api.auth.Identities;
import kinora.api.auth.Identity;
import kinora.api.call.Account;
import kinora.api.call.EndpointUrls;
import kinora.api.call.PageTokens;
import kinora.http.HttpServer;
import kinora.http.HttpServerConfig;
import kinora.http.Router;
import kinora.ingest.PutMedia;
import kinora.ingest.PutMediaSettings;
import kinora.model.Limit;
import kinora.playback.Playback;
import kinora.read.ReadSettings;
import kinora.read.archive.FragmentListMedia;
import kinora.read.live.GetMedia;
import kinora.store.StoreException;
import kinora.store.embedded.EmbeddedStore;
import kinora.store.embedded.SecretSettings;
import kinora.store.embedded.StoreConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole server in this process: store, rooms, API and listener.
public final class KinoraServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KinoraServer.class);
    private static final String PAGE_TOKEN_KEY = "page-token-key";

    /// A session runs to its fragment's end, 5 s at most; a little more lets its last acknowledgement out.
    private static final long DRAIN_MS_MAX = 5_500;

    private final EmbeddedStore store;
    private final PutMedia putMedia;
    private final HttpServer http;
    private final @Nullable HttpServer playback;
    private final Account account;
    private final RootKey rootKey;
    private boolean closed;

    private KinoraServer(ServerConfig config, EmbeddedStore store, @Nullable Consumer<String> terminal)
            throws StoreException, StartException, IOException {
        this.store = store;
        this.account = new Account(store.account().id(), store.account().region());
        this.rootKey = new RootKeys(sealed(store.secrets())).resolve(config.rootKey(), terminal);
        this.putMedia = new PutMedia(store, PutMediaSettings.of(config.limits()));
        EndpointUrls urls = new EndpointUrls(config.advertisedUrl(), config.trustedProxies());
        Router router = api(config, urls).router();
        this.http = HttpServer.start(listener(config, config.listen()), router);
        this.playback = startPlayback(config, router, urls);
        LOG.info(
                "ready on {}: region {}, account {}, limits {}",
                url(),
                account.region(),
                account.id(),
                config.limits().name().toLowerCase(Locale.ROOT));
    }

    /// Starts a server; a fresh root key is shown on this process's terminal, if it has one.
    public static KinoraServer start(ServerConfig config) throws StartException {
        return start(config, terminal());
    }

    /// JDK 25 gives no console without a terminal, JDK 22 to 24 give one that is none.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Consumer<String> terminal() {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? null
                : text -> console.writer().println(text);
    }

    /// Starts a server; `terminal` shows a fresh root key to a person, null if nobody would see it.
    public static KinoraServer start(ServerConfig config, @Nullable Consumer<String> terminal) throws StartException {
        config.check();
        EmbeddedStore store = null;
        try {
            store = EmbeddedStore.open(storeConfig(config));
            return new KinoraServer(config, store, terminal);
        } catch (StoreException | IOException e) {
            close(store);
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StartException | RuntimeException e) {
            close(store);
            throw e;
        }
    }

    private static void close(@Nullable EmbeddedStore store) {
        if (store != null) {
            store.close();
        }
    }

    private static StoreConfig storeConfig(ServerConfig config) {
        StoreConfig store =
                StoreConfig.in(config.dataFolder()).withRegion(config.region()).withAccountId(config.accountId());
        return config.masterKeyFile() == null ? store : store.withMasterKeyFile(config.masterKeyFile());
    }

    private @Nullable HttpServer startPlayback(ServerConfig config, Router router, EndpointUrls urls)
            throws IOException {
        PlaybackListener wanted = config.playback();
        if (wanted == null) {
            return null;
        }
        try {
            HttpServer started = HttpServer.start(listener(config, wanted.listen()), router, wanted.tls());
            urls.playbackAt(started.address().getPort(), wanted.advertisedUrl());
            LOG.info("playback on https port {}", started.address().getPort());
            return started;
        } catch (IOException e) {
            http.close();
            throw e;
        }
    }

    private static HttpServerConfig listener(ServerConfig config, InetSocketAddress address) {
        HttpServerConfig usual = HttpServerConfig.on(address);
        return new HttpServerConfig(
                address,
                Limit.CONNECTIONS.intIn(config.limits()),
                Limit.REQUEST_LINE_BYTES.intIn(config.limits()),
                Limit.REQUEST_HEADER_BYTES.intIn(config.limits()),
                usual.headerTimeoutMs(),
                usual.bodyTimeoutMs(),
                usual.idleTimeoutMs(),
                usual.writeTimeoutMs(),
                usual.eventLoops());
    }

    private KinoraApi api(ServerConfig config, EndpointUrls urls) throws StoreException {
        KinoraApi.Settings settings = new KinoraApi.Settings(
                account, config.limits(), urls, new PageTokens(pageTokenKey(sealed(store.secrets()))));
        Identity root = Identity.root(account.id(), rootKey.accessKeyId(), rootKey.secretAccessKey());
        return new KinoraApi(
                settings,
                store,
                media(config),
                new Playback(store, config.limits(), InstantSource.system()),
                Identities.only(root),
                Authorizer.rootOnly(),
                InstantSource.system());
    }

    private MediaRooms media(ServerConfig config) {
        ReadSettings reading = ReadSettings.of(config.limits());
        return new MediaRooms(putMedia, new GetMedia(store, reading), new FragmentListMedia(store.archive(), reading));
    }

    private static byte[] pageTokenKey(Secrets secrets) throws StoreException {
        byte[] kept = secrets.get(PAGE_TOKEN_KEY);
        if (kept != null) {
            return kept;
        }
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        secrets.put(PAGE_TOKEN_KEY, fresh);
        return fresh;
    }

    private static Secrets sealed(SecretSettings settings) {
        return new Secrets() {
            @Override
            public byte @Nullable [] get(String name) throws StoreException {
                return settings.get(name);
            }

            @Override
            public void put(String name, byte[] secret) throws StoreException {
                settings.put(name, secret);
            }
        };
    }

    public int port() {
        return http.address().getPort();
    }

    /// The port of the listener for players, if there is one.
    public OptionalInt playbackPort() {
        return playback == null
                ? OptionalInt.empty()
                : OptionalInt.of(playback.address().getPort());
    }

    /// Where this machine's clients reach it, such as `http://127.0.0.1:9700`.
    public String url() {
        InetSocketAddress address = http.address();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    public String region() {
        return account.region();
    }

    public String accountId() {
        return account.id();
    }

    public RootKey rootKey() {
        return rootKey;
    }

    /// The store itself, for tools and tests that run in this process.
    public EmbeddedStore store() {
        return store;
    }

    /// Stops in order: no new connections, sessions to the end of their fragments, the listener, the store.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        http.stopAccepting();
        if (playback != null) {
            playback.stopAccepting();
        }
        drain();
        if (playback != null) {
            playback.close();
        }
        http.close();
        store.close();
        LOG.info("stopped");
    }

    private void drain() {
        try {
            if (!putMedia.drain(DRAIN_MS_MAX)) {
                LOG.warn("{} PutMedia sessions did not end in time and are cut", putMedia.activeSessions());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
