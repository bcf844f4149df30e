package kinora.api.media;

import java.util.List;
import java.util.Set;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Members;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.http.Call;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.read.live.StartSelector;
import kinora.store.TimestampKind;

/// GetMedia: reads where to begin, then hands over.
public final class GetMediaCall implements ApiOperation.Serving {
    private enum SelectorType {
        FRAGMENT_NUMBER,
        SERVER_TIMESTAMP,
        PRODUCER_TIMESTAMP,
        NOW,
        EARLIEST,
        CONTINUATION_TOKEN
    }

    private static final List<String> EXTRA = List.of("AfterFragmentNumber", "StartTimestamp", "ContinuationToken");

    private final Streams streams;
    private final StreamingMedia media;

    public GetMediaCall(Streams streams, StreamingMedia media) {
        this.streams = streams;
        this.media = media;
    }

    @Override
    public void serve(ApiCall call, Call http) throws Exception {
        StartSelector from = selector(call.members().requiredStructure("StartSelector"));
        Stream stream = streams.required(call);
        media.get(http, stream, from);
    }

    private static StartSelector selector(Members members) {
        SelectorType type = members.requiredChoice("StartSelectorType", SelectorType.class);
        return switch (type) {
            case NOW -> alone(members, type, new StartSelector.Now());
            case EARLIEST -> alone(members, type, new StartSelector.Earliest());
            case FRAGMENT_NUMBER -> after(members, type, "AfterFragmentNumber", Text.FRAGMENT_NUMBER);
            case CONTINUATION_TOKEN -> after(members, type, "ContinuationToken", Text.CONTINUATION_TOKEN);
            case SERVER_TIMESTAMP -> at(members, type, TimestampKind.SERVER);
            case PRODUCER_TIMESTAMP -> at(members, type, TimestampKind.PRODUCER);
        };
    }

    private static StartSelector alone(Members members, SelectorType type, StartSelector selector) {
        refuseExtra(members, type, Set.of());
        return selector;
    }

    private static StartSelector after(Members members, SelectorType type, String member, Text form) {
        refuseExtra(members, type, Set.of(member));
        String number = members.requiredText(member, form);
        try {
            return new StartSelector.AfterFragment(FragmentNumber.parse(number));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument(member + " is not a fragment number of this service.");
        }
    }

    private static StartSelector at(Members members, SelectorType type, TimestampKind kind) {
        refuseExtra(members, type, Set.of("StartTimestamp"));
        return new StartSelector.AtTimestamp(kind, members.requiredTimestampMs("StartTimestamp"));
    }

    private static void refuseExtra(Members members, SelectorType type, Set<String> allowed) {
        for (String name : EXTRA) {
            if (members.has(name) && !allowed.contains(name)) {
                throw ApiException.invalidArgument(name + " does not go with StartSelectorType " + type + ".");
            }
        }
    }
}
