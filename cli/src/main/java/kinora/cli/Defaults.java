package kinora.cli;

/// Where client and server meet when nobody says otherwise.
final class Defaults {
    static final String LISTEN = "127.0.0.1:9700";
    static final String ENDPOINT = "http://" + LISTEN;

    private Defaults() {}
}
