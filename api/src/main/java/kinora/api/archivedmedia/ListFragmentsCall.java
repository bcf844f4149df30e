package kinora.api.archivedmedia;

import java.util.List;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.PageTokens;
import kinora.api.call.SelectorType;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// ListFragments: stored fragments that begin in a span of time. A stream without retention has none.
public final class ListFragmentsCall implements ApiOperation.Answering {
    private static final int RESULTS_MAX = (int) Limit.LIST_FRAGMENTS_RESULTS.in(kinora.model.LimitsMode.AWS);

    private final Streams streams;
    private final Archive archive;
    private final PageTokens tokens;

    public ListFragmentsCall(Streams streams, Archive archive, PageTokens tokens) {
        this.streams = streams;
        this.archive = archive;
        this.tokens = tokens;
    }

    @Override
    public ObjectNode answer(ApiCall call) {
        Members members = call.members();
        Integer maxResults = members.integer("MaxResults", 1, RESULTS_MAX);
        String token = members.text("NextToken", Text.FRAGMENT_PAGE_TOKEN);
        FragmentPage selected = selector(members);
        Stream stream = streams.required(call);
        FragmentPage page = page(stream, selected, token);
        int results = maxResults == null ? RESULTS_MAX : maxResults;
        return answer(stream, page, results);
    }

    private ObjectNode answer(Stream stream, FragmentPage page, int results) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Fragments");
        if (!stream.isArchived()) {
            return answer;
        }
        requireInRetention(stream, page);
        // One more than asked for, to know whether a next page would be empty.
        List<FragmentInfo> found = archive.list(stream, page.kind(), page.query(results + 1));
        found.stream().limit(results).forEach(fragment -> list.add(json(fragment)));
        if (found.size() > results) {
            FragmentInfo last = found.get(results - 1);
            answer.put(
                    "NextToken", tokens.make(purpose(stream), page.after(last).text()));
        }
        return answer;
    }

    private FragmentPage page(Stream stream, @Nullable FragmentPage selected, @Nullable String token) {
        if (token != null) {
            FragmentPage next = FragmentPage.parse(tokens.open(purpose(stream), token));
            if (selected != null && !selected.isSameSpan(next)) {
                throw ApiException.invalidArgument("NextToken belongs to a request with another FragmentSelector.");
            }
            return next;
        }
        if (selected == null) {
            throw ApiException.invalidArgument("FragmentSelector is required unless NextToken is given.");
        }
        return selected;
    }

    private static @Nullable FragmentPage selector(Members members) {
        Members selector = members.structure("FragmentSelector");
        if (selector == null) {
            return null;
        }
        SelectorType type = selector.requiredChoice("FragmentSelectorType", SelectorType.class);
        Members range = selector.requiredStructure("TimestampRange");
        long startMs = range.requiredTimestampMs("StartTimestamp");
        long endMs = range.requiredTimestampMs("EndTimestamp");
        if (startMs > endMs) {
            throw ApiException.invalidArgument("StartTimestamp must not be later than EndTimestamp.");
        }
        return new FragmentPage(type.kind(), startMs, endMs, startMs, -1);
    }

    /// Only server time says what has expired; a producer's clock may be years off.
    private void requireInRetention(Stream stream, FragmentPage page) {
        if (page.kind() == TimestampKind.SERVER && page.endMs() < archive.horizonMs(stream)) {
            throw ApiException.invalidArgument(
                    "End timestamp " + page.endMs() + " is outside of the stream retention period.");
        }
    }

    private static String purpose(Stream stream) {
        return "ListFragments " + stream.arn();
    }

    private static ObjectNode json(FragmentInfo fragment) {
        return Json.object()
                .put("FragmentNumber", fragment.number().toString())
                .put("FragmentSizeInBytes", fragment.sizeBytes())
                .put("ProducerTimestamp", Json.seconds(fragment.producerTimestampMs()))
                .put("ServerTimestamp", Json.seconds(fragment.serverTimestampMs()))
                .put("FragmentLengthInMilliseconds", fragment.durationMs());
    }
}
