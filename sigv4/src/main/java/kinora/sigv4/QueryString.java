package kinora.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A query string read the way it is signed. Read signed parameters through this class and no other: here a `+` is a
/// plus, and two readings of one byte would let a signed value change its meaning.
public record QueryString(List<Parameter> parameters) {
    /// One parameter, decoded, one char per byte; `?a` has the empty value.
    public record Parameter(String name, String value) {
        public Parameter {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(value, "value is null");
        }

        private Parameter encoded() {
            return new Parameter(UriEscape.encode(name, ""), UriEscape.encode(value, ""));
        }
    }

    private static final Comparator<Parameter> BY_NAME_THEN_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    public static QueryString parse(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                parameters.add(parameter(pair));
            }
        }
        return new QueryString(parameters);
    }

    private static Parameter parameter(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return new Parameter(UriEscape.decode(name), UriEscape.decode(value));
    }

    /// The first value of that name, or null.
    public @Nullable String first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    QueryString without(String name) {
        return new QueryString(
                parameters.stream().filter(p -> !p.name().equals(name)).toList());
    }

    /// Sorted by encoded name, then by encoded value.
    String canonical() {
        return parameters.stream()
                .map(Parameter::encoded)
                .sorted(BY_NAME_THEN_VALUE)
                .map(p -> p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
    }
}
