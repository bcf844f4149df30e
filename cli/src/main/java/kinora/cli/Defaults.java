package kinora.cli;

import java.nio.file.Path;
import kinora.server.ServerConfig;

/// Where client and server meet when nobody says otherwise.
final class Defaults {
    static final String LISTEN = "127.0.0.1:" + ServerConfig.DEFAULT_PORT;
    static final String ENDPOINT = "http://" + LISTEN;
    static final String DATA = "kinora-data";

    private Defaults() {}

    static Path dataFolder() {
        return Path.of(DATA);
    }
}
