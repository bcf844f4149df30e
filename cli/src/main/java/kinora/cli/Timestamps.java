package kinora.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import kinora.cli.aws.ClientException;
import tools.jackson.databind.JsonNode;

/// Times as people type and read them, and as the API has them: seconds since the epoch, with a fraction.
final class Timestamps {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /// An ISO 8601 instant, or seconds since the epoch.
    static long parseMs(String text) throws ClientException {
        try {
            return text.contains("T")
                    ? Instant.parse(text).toEpochMilli()
                    : Math.round(Double.parseDouble(text) * 1000);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new ClientException(
                    "'" + text + "' is no time: write 2026-01-31T12:00:00Z or seconds since 1970.", e);
        }
    }

    static double toSeconds(long ms) {
        return ms / 1000.0;
    }

    static long fromSeconds(JsonNode seconds) {
        return Math.round(seconds.asDouble(0) * 1000);
    }

    static String show(long ms) {
        return SHOWN.format(Instant.ofEpochMilli(ms));
    }
}
