package kinora.api.playback;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import kinora.api.call.EndpointUrls;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.playback.Playback;
import kinora.playback.hls.BlockingReload;
import kinora.playback.session.PlaybackSession.Rate;
import kinora.playback.session.PlaybackSessions.Open;
import kinora.playback.session.SessionTerms.Kind;

/// The resources that a session's token opens: nothing is signed here, and nothing answers without a good token.
public final class PlaybackRoutes {
    public static final String HLS_MASTER = "/hls/v1/getHLSMasterPlaylist.m3u8";
    public static final String DASH_MANIFEST = "/dash/v1/getDASHManifest.mpd";
    private static final String DASH_TIME = "/dash/v1/getTime";

    private static final String M3U8 = "application/vnd.apple.mpegurl";
    private static final String MP4 = "video/mp4";

    /// Media never changes once it is there; it is the viewer's alone, since its URL holds a token.
    private static final String KEPT = "private, max-age=3600";

    private static final String FRESH = "no-cache";

    private final Playback playback;
    private final EndpointUrls urls;
    private final LimitsMode limits;
    private final InstantSource clock;
    private final ClipRoute clips;

    public PlaybackRoutes(Playback playback, EndpointUrls urls, LimitsMode limits, InstantSource clock) {
        this.playback = playback;
        this.urls = urls;
        this.limits = limits;
        this.clock = clock;
        this.clips = new ClipRoute(playback);
    }

    /// Answers one resource of a session.
    @FunctionalInterface
    interface Resource {
        Response answer(Open open, Query query, RequestHead head) throws Exception;
    }

    /// What a path answers, and what it counts as.
    private record Served(Kind kind, Rate rate, Limit perSecond, Resource resource) {}

    /// A handler by path.
    public Map<String, Answer> byPath() {
        Map<String, Answer> paths = new LinkedHashMap<>();
        add(
                paths,
                HLS_MASTER,
                Kind.HLS,
                Rate.MASTER,
                (open, _, _) -> fresh(M3U8, playback.hls().master(open)));
        add(paths, "/hls/v1/getHLSMediaPlaylist.m3u8", Kind.HLS, Rate.PLAYLIST, this::mediaPlaylist);
        add(paths, "/hls/v1/getMP4InitFragment.mp4", Kind.HLS, Rate.INIT, this::init);
        add(paths, "/hls/v1/getMP4MediaFragment.mp4", Kind.HLS, Rate.MEDIA, this::mp4);
        add(paths, "/hls/v1/getMP4MediaPart.mp4", Kind.HLS, Rate.MEDIA, this::part);
        add(paths, "/hls/v1/getTSFragment.ts", Kind.HLS, Rate.MEDIA, this::ts);
        add(paths, DASH_MANIFEST, Kind.DASH, Rate.MASTER, this::manifest);
        add(paths, "/dash/v1/getMP4InitFragment.mp4", Kind.DASH, Rate.INIT, this::dashInit);
        add(paths, "/dash/v1/getMP4MediaFragment.mp4", Kind.DASH, Rate.MEDIA, this::dashMedia);
        add(paths, DASH_TIME, Kind.DASH, Rate.INIT, (_, _, _) -> fresh("text/plain", time()));
        paths.put(ClipRoute.PATH, this::clip);
        return paths;
    }

    private void clip(Call call) throws Exception {
        Query query = Query.parse(call.head().query());
        Open open = playback.sessions().require(query.text("SessionToken"), Kind.CLIP);
        open.session().count(Rate.MEDIA, Limit.PLAYBACK_MEDIA_PER_SECOND.intIn(limits), System.nanoTime());
        clips.answer(call, open);
    }

    private byte[] time() {
        return clock.instant().toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Response manifest(Open open, Query query, RequestHead head) throws Exception {
        String time =
                urls.of(head) + DASH_TIME + "?SessionToken=" + open.session().token();
        return fresh("application/dash+xml", playback.dash().manifest(open, time));
    }

    private Response dashInit(Open open, Query query, RequestHead head) throws Exception {
        return kept(
                MP4, playback.dash().init(open, query.integer("TrackNumber", 1), query.integer("SequenceNumber", 0)));
    }

    private Response dashMedia(Open open, Query query, RequestHead head) throws Exception {
        return kept(
                MP4, playback.dash().media(open, query.number("FragmentNumber", 0), query.integer("TrackNumber", 1)));
    }

    /// Answers a request of this path.
    @FunctionalInterface
    public interface Answer {
        void to(Call call) throws Exception;
    }

    private void add(Map<String, Answer> paths, String path, Kind kind, Rate rate, Resource resource) {
        Limit limit = rate == Rate.MEDIA ? Limit.PLAYBACK_MEDIA_PER_SECOND : Limit.PLAYBACK_PLAYLISTS_PER_SECOND;
        Served served = new Served(kind, rate, limit, resource);
        paths.put(path, call -> answer(call, served));
    }

    private void answer(Call call, Served served) throws Exception {
        Query query = Query.parse(call.head().query());
        Open open = playback.sessions().require(query.text("SessionToken"), served.kind());
        open.session().count(served.rate(), served.perSecond().intIn(limits), System.nanoTime());
        call.respond(served.resource().answer(open, query, call.head()));
    }

    private Response mediaPlaylist(Open open, Query query, RequestHead head) throws Exception {
        BlockingReload reload = new BlockingReload(
                query.number("_HLS_msn", -1),
                query.integer("_HLS_part", -1),
                "YES".equals(query.text("_HLS_skip")) || "v2".equals(query.text("_HLS_skip")));
        return fresh(M3U8, playback.hls().media(open, query.integer("TrackNumber", 1), reload));
    }

    private Response init(Open open, Query query, RequestHead head) throws Exception {
        return kept(
                MP4, playback.hls().init(open, query.integer("TrackNumber", 1), query.integer("SequenceNumber", 0)));
    }

    private Response mp4(Open open, Query query, RequestHead head) throws Exception {
        return kept(MP4, playback.hls().mp4(open, query.fragmentNumber(), query.integer("TrackNumber", 1)));
    }

    private Response part(Open open, Query query, RequestHead head) throws Exception {
        return kept(
                MP4,
                playback.hls()
                        .part(
                                open,
                                query.number("SequenceNumber", 0),
                                query.integer("PartNumber", 0),
                                query.integer("TrackNumber", 1)));
    }

    private Response ts(Open open, Query query, RequestHead head) throws Exception {
        return kept("video/mp2t", playback.hls().ts(open, query.fragmentNumber()));
    }

    private static Response fresh(String type, byte[] body) {
        return new Response(200, headers(type, FRESH), body);
    }

    private static Response kept(String type, byte[] body) {
        return new Response(200, headers(type, KEPT), body);
    }

    private static HttpHeaders headers(String type, String cache) {
        return Headers.of("Content-Type", type, "Cache-Control", cache);
    }
}
