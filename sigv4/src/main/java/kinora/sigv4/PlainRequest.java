package kinora.sigv4;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A request as plain values, for clients that have no request object of their own yet.
public record PlainRequest(String method, String path, String query, List<Map.Entry<String, String>> fields)
        implements SignableRequest {
    public PlainRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(query, "query is null");
        fields = List.copyOf(fields);
    }

    @Override
    public Collection<String> headerNames() {
        return fields.stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                values.add(field.getValue());
            }
        }
        return values;
    }
}
