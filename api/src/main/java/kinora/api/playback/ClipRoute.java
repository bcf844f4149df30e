package kinora.api.playback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.Response;
import kinora.http.ResponseStream;
import kinora.playback.Playback;
import kinora.playback.clip.Clip;
import kinora.playback.clip.ClipSpan;
import kinora.playback.clip.ProgressiveClip;
import kinora.playback.session.PlaybackSessions.Open;
import kinora.playback.session.SessionTerms;
import kinora.store.StoreException;

/// A clip under a session URL, whole or in ranges. Its index is made once and kept while somebody reads it.
final class ClipRoute {
    static final String PATH = "/clip/v1/getClip.mp4";

    /// A longer range is answered with its beginning, as RFC 9110, 15.3.7 allows: the client asks for the rest.
    private static final int RANGE_BYTES_MAX = 4 << 20;

    private static final int CLIPS_KEPT = 50;

    private final Playback playback;
    private final Cache<String, Clip> clips = Caffeine.newBuilder()
            .maximumSize(CLIPS_KEPT)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    ClipRoute(Playback playback) {
        this.playback = playback;
    }

    void answer(Call call, Open open) throws StoreException, IOException, InterruptedException {
        Clip clip = clip(open);
        ByteRange range = ByteRange.parse(call.head().header("Range"), clip.sizeBytes());
        if (range == null || !(clip instanceof ProgressiveClip ranged)) {
            whole(call, clip);
        } else if (range.isEmpty()) {
            HttpHeaders headers = Headers.of("Content-Range", "bytes */" + clip.sizeBytes());
            call.respond(new Response(416, headers, new byte[0]));
        } else {
            part(call, ranged, range);
        }
    }

    private Clip clip(Open open) throws StoreException, InterruptedException {
        Clip known = clips.getIfPresent(open.session().token());
        if (known == null) {
            SessionTerms terms = open.session().terms();
            known = playback.clips().of(open.stream(), new ClipSpan(terms.clock(), terms.startMs(), terms.endMs()));
            clips.put(open.session().token(), known);
        }
        return known;
    }

    private static void whole(Call call, Clip clip) throws StoreException, IOException, InterruptedException {
        HttpHeaders headers = Headers.of("Content-Type", "video/mp4", "Cache-Control", "private");
        if (clip instanceof ProgressiveClip) {
            headers.set("Accept-Ranges", "bytes");
        }
        ResponseStream out = call.stream(200, headers);
        try {
            clip.writeTo((bytes, offset, length) -> out.write(bytes, offset, length, () -> {}));
            out.finish();
        } catch (StoreException | RuntimeException e) {
            out.abort();
            throw e;
        }
    }

    private static void part(Call call, ProgressiveClip clip, ByteRange range)
            throws StoreException, IOException, InterruptedException {
        long to = Math.min(range.to(), range.from() + RANGE_BYTES_MAX);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) (to - range.from()));
        clip.writeTo(bytes::write, range.from(), to);
        HttpHeaders headers = Headers.of(
                "Content-Type", "video/mp4",
                "Cache-Control", "private",
                "Accept-Ranges", "bytes",
                "Content-Range", "bytes " + range.from() + "-" + (to - 1) + "/" + clip.sizeBytes());
        call.respond(new Response(206, headers, bytes.toByteArray()));
    }
}
