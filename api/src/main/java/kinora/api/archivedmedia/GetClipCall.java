package kinora.api.archivedmedia;

import java.io.IOException;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Streams;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.ResponseStream;
import kinora.model.Stream;
import kinora.playback.clip.Clip;
import kinora.playback.clip.ClipSpan;
import kinora.playback.clip.Clips;
import kinora.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// GetClip: a span of a stream as one MP4 file. What cannot be played is refused before the file begins; where a
/// fragment is lost while it is sent, the answer is cut, so that nobody takes half a clip for a whole one.
public final class GetClipCall implements ApiOperation.Serving {
    private static final Logger LOG = LoggerFactory.getLogger(GetClipCall.class);

    private final Streams streams;
    private final Clips clips;

    public GetClipCall(Streams streams, Clips clips) {
        this.streams = streams;
        this.clips = clips;
    }

    @Override
    public void serve(ApiCall call, Call http) throws Exception {
        ClipSpan span = ClipSelector.span(call.members());
        Stream stream = streams.required(call);
        Clip clip = clips.of(stream, span);
        ResponseStream out = http.stream(200, Headers.of("Content-Type", "video/mp4"));
        try {
            clip.writeTo((bytes, offset, length) -> out.write(bytes, offset, length, () -> {}));
            out.finish();
        } catch (StoreException | RuntimeException e) {
            LOG.error("GetClip of {}: the clip ends half-way", stream.name(), e);
            out.abort();
        } catch (IOException e) {
            LOG.debug("GetClip of {}: the client has gone", stream.name(), e);
        }
    }
}
