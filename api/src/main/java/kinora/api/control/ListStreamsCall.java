package kinora.api.control;

import java.util.List;
import kinora.api.call.Account;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.PageTokens;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// ListStreams, in the order of names.
public final class ListStreamsCall implements ApiOperation.Answering {
    private static final int RESULTS_MAX = 10_000;

    private enum Comparison {
        BEGINS_WITH
    }

    private final Streams streams;
    private final Account account;
    private final PageTokens tokens;

    public ListStreamsCall(Streams streams, Account account, PageTokens tokens) {
        this.streams = streams;
        this.account = account;
        this.tokens = tokens;
    }

    @Override
    public ObjectNode answer(ApiCall call) {
        Members members = call.members();
        Integer maxResults = members.integer("MaxResults", 1, RESULTS_MAX);
        String token = members.text("NextToken", Text.PAGE_TOKEN);
        String prefix = prefix(members);
        streams.authorize(call, account.anyStream());
        String purpose = "ListStreams " + prefix;
        String after = token == null || token.isEmpty() ? "" : tokens.open(purpose, token);
        return page(prefix, after, maxResults == null ? RESULTS_MAX : maxResults, purpose);
    }

    private ObjectNode page(String prefix, String after, int results, String purpose) {
        // One more than asked for, to know whether a next page would be empty.
        List<Stream> found = streams.catalog().list(prefix, after, results + 1);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("StreamInfoList");
        found.stream().limit(results).forEach(stream -> list.add(StreamInfoJson.of(stream, account)));
        if (found.size() > results) {
            answer.put("NextToken", tokens.make(purpose, found.get(results - 1).name()));
        }
        return answer;
    }

    private static String prefix(Members members) {
        Members condition = members.structure("StreamNameCondition");
        if (condition == null) {
            return "";
        }
        Comparison comparison = condition.choice("ComparisonOperator", Comparison.class);
        String value = condition.text("ComparisonValue", Text.NAME);
        return comparison == null || value == null ? "" : value;
    }
}
