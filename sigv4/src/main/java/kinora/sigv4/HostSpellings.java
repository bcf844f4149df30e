package kinora.sigv4;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hosts a client may have signed: producers behind custom ports sign the bare name though they send the port, or
/// send the bare name though they sign the port. A port that is sent is never replaced by another.
final class HostSpellings {
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[[^\\]]*\\]):[0-9]{1,5}");

    static List<String> of(String received, int localPort) {
        Matcher withPort = WITH_PORT.matcher(received);
        String other = withPort.matches() ? received.substring(0, withPort.end(1)) : received + ":" + localPort;
        return List.of(received, other);
    }

    private HostSpellings() {}
}
