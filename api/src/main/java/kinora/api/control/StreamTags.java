package kinora.api.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinora.api.call.ApiCall;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Tags of streams, by the stream's own operations and by those for any resource.
public final class StreamTags {
    /// The same in both modes: AWS's models allow no longer maps.
    private static final int TAGS_MAX = (int) Limit.STREAM_TAGS.in(LimitsMode.AWS);

    private final Streams streams;

    public StreamTags(Streams streams) {
        this.streams = streams;
    }

    static @Nullable Map<String, String> read(Members members) {
        Map<String, String> tags = members.map("Tags", TAGS_MAX, Text.TAG_KEY, Text.TAG_VALUE);
        return tags == null ? null : withoutReserved(tags);
    }

    private static Map<String, String> withoutReserved(Map<String, String> tags) {
        for (String key : tags.keySet()) {
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw ApiException.invalidArgument("Tag keys that begin with aws: are reserved.");
            }
        }
        return tags;
    }

    public ObjectNode tagStream(ApiCall call) throws StoreException {
        Map<String, String> tags = read(call.members());
        if (tags == null) {
            throw ApiException.invalidArgument("1 validation error detected: Value null at 'Tags' failed to satisfy "
                    + "constraint: Member must not be null");
        }
        return add(streams.required(call), tags);
    }

    public ObjectNode tagResource(ApiCall call) throws StoreException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Members tag : call.members().requiredStructures("Tags", TAGS_MAX)) {
            tags.put(tag.requiredText("Key", Text.TAG_KEY), tag.requiredText("Value", Text.TAG_VALUE));
        }
        return add(streams.requiredByArn(call, "ResourceARN"), withoutReserved(tags));
    }

    private ObjectNode add(Stream target, Map<String, String> tags) throws StoreException {
        streams.catalog().update(target, null, stream -> {
            Map<String, String> all = new LinkedHashMap<>(stream.tags());
            all.putAll(tags);
            if (all.size() > TAGS_MAX) {
                throw new ApiException(
                        ApiError.TAGS_PER_RESOURCE_EXCEEDED_LIMIT, "A stream has at most " + TAGS_MAX + " tags.");
            }
            return stream.withTags(all);
        });
        return Json.object();
    }

    public ObjectNode untagStream(ApiCall call) throws StoreException {
        List<String> keys = call.members().requiredTexts("TagKeyList", TAGS_MAX, Text.TAG_KEY);
        return remove(streams.required(call), keys);
    }

    public ObjectNode untagResource(ApiCall call) throws StoreException {
        List<String> keys = call.members().requiredTexts("TagKeyList", TAGS_MAX, Text.TAG_KEY);
        return remove(streams.requiredByArn(call, "ResourceARN"), keys);
    }

    private ObjectNode remove(Stream target, List<String> keys) throws StoreException {
        streams.catalog().update(target, null, stream -> {
            Map<String, String> left = new LinkedHashMap<>(stream.tags());
            keys.forEach(left::remove);
            return stream.withTags(left);
        });
        return Json.object();
    }

    public ObjectNode listForStream(ApiCall call) {
        refusePageToken(call);
        return list(streams.required(call));
    }

    public ObjectNode listForResource(ApiCall call) {
        refusePageToken(call);
        return list(streams.requiredByArn(call, "ResourceARN"));
    }

    /// All tags of a stream fit one page, so no token was ever given out.
    private static void refusePageToken(ApiCall call) {
        String token = call.members().text("NextToken", Text.PAGE_TOKEN);
        if (token != null && !token.isEmpty()) {
            throw ApiException.invalidArgument("NextToken is not valid for this request.");
        }
    }

    private static ObjectNode list(Stream stream) {
        ObjectNode answer = Json.object();
        ObjectNode tags = answer.putObject("Tags");
        stream.tags().forEach(tags::put);
        return answer;
    }
}
