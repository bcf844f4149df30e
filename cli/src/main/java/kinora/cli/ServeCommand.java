package kinora.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kinora.server.KinoraServer;
import kinora.server.ServerConfig;
import kinora.server.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kinora serve`: the server, until it is told to end.
@Command(
        name = "serve",
        description = "Run the server. Each option can be set by environment too (KINORA_DATA, KINORA_LISTEN, …).",
        footer = {
            "",
            "KINORA_ROOT_ACCESS_KEY_ID and KINORA_ROOT_SECRET_ACCESS_KEY preset the root key; else one is made",
            "at the first start, kept, and shown once."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: " + Defaults.DATA + ").")
    private @Nullable String data;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description = "Where to listen; port 0 takes any free one (default: " + Defaults.LISTEN + ").")
    private @Nullable String listen;

    @Option(names = "--plain-http", description = "Without TLS; until TLS is built this is the only way.")
    private boolean plainHttp;

    @Option(names = "--insecure", description = "Allow plain HTTP on an address that other machines reach.")
    private boolean insecure;

    @Option(names = "--limits", paramLabel = "MODE", description = "aws or relaxed (default: relaxed).")
    private @Nullable String limits;

    @Option(names = "--region", description = "The region this server says it is (default: us-east-1).")
    private @Nullable String region;

    @Option(
            names = "--advertise",
            paramLabel = "URL",
            description = "What clients are told to go on with (default: the address they came to).")
    private @Nullable String advertise;

    @Option(
            names = "--master-key-file",
            paramLabel = "FILE",
            description = "The key that all others are wrapped with (default: beside the data folder).")
    private @Nullable String masterKeyFile;

    @Option(
            names = "--playback-listen",
            paramLabel = "ADDRESS:PORT",
            description = "A second listener, for players: HTTP/2 over TLS, and session URLs point to it.")
    private @Nullable String playbackListen;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Its certificate chain, in PEM.")
    private @Nullable String tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM, no password.")
    private @Nullable String tlsKey;

    @Option(
            names = "--playback-advertise",
            paramLabel = "URL",
            description = "What players are told to go to (default: the host they asked, at that listener's port).")
    private @Nullable String playbackAdvertise;

    @Override
    public Integer call() throws StartException, InterruptedException {
        ServerConfig config = ServerConfig.in(Defaults.dataFolder()).withEnvironment(settings(System.getenv()));
        KinoraServer server = KinoraServer.start(config);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            ended.countDown();
        }));
        spec.commandLine()
                .getOut()
                .println("kinora: ready on " + server.url() + " (region " + config.region() + ", limits "
                        + config.limits() + ", data " + config.dataFolder() + ")");
        spec.commandLine().getOut().flush();
        ended.await();
        return 0;
    }

    /// Flags are said later than the environment, so they win; one parser reads both.
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        put(settings, "KINORA_DATA", data);
        put(settings, "KINORA_LISTEN", listen);
        put(settings, "KINORA_LIMITS", limits);
        put(settings, "KINORA_REGION", region);
        put(settings, "KINORA_ADVERTISE", advertise);
        put(settings, "KINORA_MASTER_KEY_FILE", masterKeyFile);
        put(settings, "KINORA_PLAYBACK_LISTEN", playbackListen);
        put(settings, "KINORA_TLS_CERT", tlsCertificate);
        put(settings, "KINORA_TLS_KEY", tlsKey);
        put(settings, "KINORA_PLAYBACK_ADVERTISE", playbackAdvertise);
        put(settings, "KINORA_PLAIN_HTTP", plainHttp ? "true" : null);
        put(settings, "KINORA_INSECURE", insecure ? "true" : null);
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
