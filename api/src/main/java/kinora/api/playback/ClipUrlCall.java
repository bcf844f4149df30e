package kinora.api.playback;

import java.time.InstantSource;
import kinora.api.archivedmedia.ClipSelector;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.EndpointUrls;
import kinora.api.call.Json;
import kinora.api.call.Streams;
import kinora.model.Stream;
import kinora.playback.Playback;
import kinora.playback.clip.ClipSpan;
import kinora.playback.session.SessionTerms;
import kinora.playback.session.SessionTerms.Container;
import kinora.playback.session.SessionTerms.Kind;
import kinora.playback.session.SessionTerms.Mode;
import tools.jackson.databind.node.ObjectNode;

/// Kinora's own: a URL under which a clip can be fetched in ranges for a while, by a browser's video element for
/// example. Takes what GetClip takes, and Expires as the other session URLs do.
public final class ClipUrlCall implements ApiOperation.Answering {
    private final Streams streams;
    private final Playback playback;
    private final EndpointUrls urls;
    private final InstantSource clock;

    public ClipUrlCall(Streams streams, Playback playback, EndpointUrls urls, InstantSource clock) {
        this.streams = streams;
        this.playback = playback;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public ObjectNode answer(ApiCall call) throws Exception {
        ClipSpan span = ClipSelector.span(call.members());
        long goodForMs = Expiry.inMs(call.members());
        Stream stream = streams.required(call);
        // Whatever is wrong with the span or its media is said now, not to a player later.
        playback.clips().of(stream, span);
        long nowMs = clock.millis();
        SessionTerms terms = new SessionTerms(
                Kind.CLIP,
                stream.arn(),
                Mode.ON_DEMAND,
                span.kind(),
                span.startMs(),
                span.endMs(),
                Container.FRAGMENTED_MP4,
                null,
                false,
                false,
                1,
                nowMs,
                nowMs + goodForMs,
                call.caller().principalArn(),
                call.caller().accessKeyId());
        String token = playback.sessions().open(stream, terms).token();
        return Json.object().put("ClipURL", urls.ofPlayback(call.head()) + ClipRoute.PATH + "?SessionToken=" + token);
    }
}
