package kinora.api.control;

import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.EndpointUrls;
import kinora.api.call.Json;
import kinora.api.call.Streams;
import tools.jackson.databind.node.ObjectNode;

/// GetDataEndpoint: one port serves every API, so the answer depends on how the caller reached us, not on the API.
public final class GetDataEndpointCall implements ApiOperation.Answering {
    private enum Api {
        PUT_MEDIA,
        GET_MEDIA,
        LIST_FRAGMENTS,
        GET_MEDIA_FOR_FRAGMENT_LIST,
        GET_HLS_STREAMING_SESSION_URL,
        GET_DASH_STREAMING_SESSION_URL,
        GET_CLIP,
        GET_IMAGES
    }

    private final Streams streams;
    private final EndpointUrls urls;

    public GetDataEndpointCall(Streams streams, EndpointUrls urls) {
        this.streams = streams;
        this.urls = urls;
    }

    @Override
    public ObjectNode answer(ApiCall call) {
        Api api = call.members().requiredChoice("APIName", Api.class);
        assert api != null;
        streams.required(call);
        return Json.object().put("DataEndpoint", urls.of(call.head()));
    }
}
