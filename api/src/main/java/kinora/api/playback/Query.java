package kinora.api.playback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import org.jspecify.annotations.Nullable;

/// The parameters of a playback URL. A parameter that comes twice is refused: which one counts would be a guess.
final class Query {
    private static final int PARAMETERS_MAX = 32;

    private final Map<String, String> parameters = new HashMap<>();

    static Query parse(String query) {
        Query parsed = new Query();
        if (query.isEmpty()) {
            return parsed;
        }
        String[] pairs = query.split("&", PARAMETERS_MAX + 1);
        if (pairs.length > PARAMETERS_MAX) {
            throw ApiException.invalidArgument("The URL has more than " + PARAMETERS_MAX + " parameters.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parsed.parameters.put(name, value) != null) {
                throw ApiException.invalidArgument("The URL has a parameter twice.");
            }
        }
        return parsed;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument("The URL is not encoded as RFC 3986 says.");
        }
    }

    @Nullable String text(String name) {
        return parameters.get(name);
    }

    int integer(String name, int usual) {
        return (int) Math.min(Integer.MAX_VALUE, number(name, usual));
    }

    long number(String name, long usual) {
        String text = parameters.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw ApiException.invalidArgument(name + " must be a number.");
        }
        return Long.parseLong(text);
    }

    FragmentNumber fragmentNumber() {
        String text = parameters.get("FragmentNumber");
        try {
            return FragmentNumber.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument("FragmentNumber is not a fragment number.");
        }
    }
}
