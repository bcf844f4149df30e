package kinora.api.playback;

import kinora.api.call.Members;

/// How long the URL of a session is good. kvs-api 6.1, "Expires".
final class Expiry {
    private static final int SECONDS_MIN = 300;
    private static final int SECONDS_MAX = 43_200;

    private Expiry() {}

    static long inMs(Members members) {
        Integer seconds = members.integer("Expires", SECONDS_MIN, SECONDS_MAX);
        return 1_000L * (seconds == null ? SECONDS_MIN : seconds);
    }
}
