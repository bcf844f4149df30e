package kinora.bench.load;

import java.util.HashMap;
import java.util.Map;

/// What the generator is told on its command line, as `--name=value`.
///
/// @param fragmentsMax after which a producer ends by itself, 0 for never
/// @param readers how many producers have a GetMedia reader
record LoadSettings(
        int port, int producers, String media, long fragmentsMax, int readers, String accessKeyId, String secret) {
    static final String REGION = "us-east-1";

    static LoadSettings parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not --name=value: " + argument);
            }
            values.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return new LoadSettings(
                Integer.parseInt(values.getOrDefault("port", "0")),
                Integer.parseInt(values.getOrDefault("producers", "1")),
                values.getOrDefault("media", "camera"),
                Long.parseLong(values.getOrDefault("fragments", "0")),
                Integer.parseInt(values.getOrDefault("readers", "0")),
                values.getOrDefault("access-key", ""),
                values.getOrDefault("secret", ""));
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    static String stream(int index) {
        return "bench-" + index;
    }
}
