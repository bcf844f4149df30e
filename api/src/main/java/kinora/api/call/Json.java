package kinora.api.call;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON within bounds: nothing any operation takes is deeper or longer than this.
public final class Json {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxStringLength(64 << 10)
            .maxNameLength(1_024)
            .maxNumberLength(32)
            .maxTokenCount(100_000)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /// Throws a JacksonException for what is not JSON within the bounds.
    static JsonNode read(byte[] text) throws JacksonException {
        return MAPPER.readTree(text);
    }

    public static byte[] write(ObjectNode object) {
        return MAPPER.writeValueAsBytes(object);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// AWS's timestamps: seconds since the epoch with the milliseconds behind the point.
    public static BigDecimal seconds(long ms) {
        return BigDecimal.valueOf(ms, 3);
    }

    private Json() {}
}
