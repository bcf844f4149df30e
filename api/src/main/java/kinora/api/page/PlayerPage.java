package kinora.api.page;

import java.util.LinkedHashMap;
import java.util.Map;
import kinora.http.Handler;

/// The page at `/play/STREAM` and the files that it loads. They say nothing of any stream: what may be seen, the
/// session token in the page's address decides, where the media is asked for.
public final class PlayerPage {
    /// Everything below it is the page; which stream is shown, the page reads from its own address.
    public static final String PATH = "/play/";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private PlayerPage() {}

    /// What answers each path. hls.js is missing where npm was when the program was built: the page then plays with
    /// what the browser has.
    public static Map<String, Handler.Blocking> handlers() {
        Map<String, Handler.Blocking> handlers = new LinkedHashMap<>();
        put(handlers, PATH, "player.html", "text/html; charset=utf-8");
        put(handlers, "/player/player.css", "player.css", "text/css; charset=utf-8");
        put(handlers, "/player/player.js", "player.js", SCRIPT);
        put(handlers, "/player/hls.min.js", "hls.min.js", SCRIPT);
        put(handlers, "/player/hls.LICENSE.txt", "hls.LICENSE.txt", "text/plain; charset=utf-8");
        return handlers;
    }

    private static void put(Map<String, Handler.Blocking> handlers, String path, String name, String contentType) {
        if (StaticFile.exists(name)) {
            handlers.put(
                    path, call -> call.respond(StaticFile.of(name, contentType).answer(call.head())));
        }
    }
}
