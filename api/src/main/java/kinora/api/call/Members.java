package kinora.api.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinora.model.ApiError;
import kinora.model.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The members of a request body, read one by one with their constraints. Unknown members are ignored, null is absent.
///
/// A wrong JSON type is a SerializationException, a wrong value an InvalidArgumentException.
public final class Members {
    /// The year 9999: everything behind it is a mistake in the unit.
    private static final double SECONDS_MAX = 253_402_300_799.0;

    private final String path;
    private final JsonNode object;

    private Members(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /// An empty body is an empty object, as some clients send it.
    public static Members parse(byte[] body) {
        if (body.length == 0) {
            return new Members("", Json.object());
        }
        try {
            JsonNode root = Json.read(body);
            if (root.isObject()) {
                return new Members("", root);
            }
        } catch (JacksonException e) {
            throw serialization("The request body is not JSON within the limits.");
        }
        throw serialization("The request body must be a JSON object.");
    }

    private static ApiException serialization(String explanation) {
        return new ApiException(ApiError.SERIALIZATION, explanation);
    }

    public boolean has(String name) {
        return member(name) != null;
    }

    private @Nullable JsonNode member(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public @Nullable String text(String name, Text form) {
        JsonNode value = member(name);
        return value == null ? null : textOf(path + name, form, value);
    }

    public String requiredText(String name, Text form) {
        return required(name, text(name, form));
    }

    private static String textOf(String where, Text form, JsonNode value) {
        if (!value.isString()) {
            throw serialization(where + " must be a string.");
        }
        return form.check(where, value.stringValue());
    }

    public @Nullable Integer integer(String name, int min, int max) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw serialization(path + name + " must be an integer.");
        }
        if (!value.canConvertToInt() || value.intValue() < min) {
            throw Text.violated(path + name, value.toString(), "Member must have value from " + min + " to " + max);
        }
        if (value.intValue() > max) {
            throw Text.violated(path + name, value.toString(), "Member must have value less than or equal to " + max);
        }
        return value.intValue();
    }

    public int requiredInteger(String name, int min, int max) {
        return required(name, integer(name, min, max));
    }

    /// Seconds since the epoch, with decimals, as milliseconds.
    public @Nullable Long timestampMs(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw serialization(path + name + " must be a number of seconds since the epoch.");
        }
        double seconds = value.doubleValue();
        if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
            throw Text.violated(path + name, value.toString(), "Member must be seconds since the epoch");
        }
        return Math.round(seconds * 1_000);
    }

    public long requiredTimestampMs(String name) {
        return required(name, timestampMs(name));
    }

    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> choices) {
        String value = text(name, Text.CHOICE);
        if (value == null) {
            return null;
        }
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().equals(value)) {
                return choice;
            }
        }
        throw Text.violated(
                path + name,
                value,
                "Member must satisfy enum value set: " + Arrays.toString(choices.getEnumConstants()));
    }

    public <E extends Enum<E>> E requiredChoice(String name, Class<E> choices) {
        return required(name, choice(name, choices));
    }

    public @Nullable Members structure(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw serialization(path + name + " must be an object.");
        }
        return new Members(path + name + ".", value);
    }

    public Members requiredStructure(String name) {
        return required(name, structure(name));
    }

    /// A map of strings with 1 to `max` entries, or null.
    public @Nullable Map<String, String> map(String name, int max, Text keyForm, Text valueForm) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw serialization(path + name + " must be an object.");
        }
        requireSize(name, value.size(), max);
        Map<String, String> entries = new LinkedHashMap<>();
        value.properties()
                .forEach(entry -> entries.put(
                        keyForm.check(path + name + ".key", entry.getKey()),
                        textOf(path + name + ".value", valueForm, entry.getValue())));
        return entries;
    }

    /// A list of strings with 1 to `max` elements.
    public List<String> requiredTexts(String name, int max, Text form) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : requiredArray(name, max)) {
            texts.add(textOf(path + name + ".member", form, element));
        }
        return texts;
    }

    /// A list of objects with 1 to `max` elements.
    public List<Members> requiredStructures(String name, int max) {
        List<Members> structures = new ArrayList<>();
        for (JsonNode element : requiredArray(name, max)) {
            if (!element.isObject()) {
                throw serialization(path + name + " must hold objects.");
            }
            structures.add(new Members(path + name + ".member.", element));
        }
        return structures;
    }

    private JsonNode requiredArray(String name, int max) {
        JsonNode value = required(name, member(name));
        if (!value.isArray()) {
            throw serialization(path + name + " must be an array.");
        }
        requireSize(name, value.size(), max);
        return value;
    }

    private void requireSize(String name, int size, int max) {
        if (size < 1 || size > max) {
            throw Text.violated(path + name, size + " elements", "Member must have length from 1 to " + max);
        }
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw ApiException.invalidArgument("1 validation error detected: Value null at '" + path + name
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }
}
