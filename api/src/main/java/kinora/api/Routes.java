package kinora.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kinora.api.auth.Authenticator;
import kinora.api.call.ApiOperation;
import kinora.api.page.PlayerPage;
import kinora.api.playback.PlaybackRoutes;
import kinora.http.Call;
import kinora.http.Handler;
import kinora.http.Response;
import kinora.model.Operation;

/// Every route there is. A test walks this list and proves each one signed, or named as open.
final class Routes {
    static List<Route> of(
            Map<Operation, ApiOperation> built,
            Authenticator authenticator,
            SignedPutMedia putMedia,
            PlaybackRoutes playback,
            Supplier<Optional<String>> trouble) {
        List<Route> routes = new ArrayList<>();
        routes.add(open("/healthz", call -> call.respond(Response.text(200, "ok\n"))));
        routes.add(open("/readyz", call -> ready(call, trouble)));
        PlayerPage.handlers().forEach((path, handler) -> routes.add(open(path, handler)));
        for (Operation operation : Operation.values()) {
            routes.add(
                    operation == Operation.PUT_MEDIA
                            ? signed(operation, _ -> putMedia)
                            : signed(operation, _ -> new SignedCall(operation, built.get(operation), authenticator)));
        }
        playback.byPath()
                .forEach((path, answer) -> routes.add(new Route(
                        "GET",
                        path,
                        Route.Access.SESSION,
                        _ -> new OpenAnswer(call -> answer.to(new CrossOriginCall(call))))));
        return routes;
    }

    private static Route signed(Operation operation, Route.HandlerFactory handlers) {
        return new Route("POST", operation.path(), Route.Access.SIGNED, handlers);
    }

    private static Route open(String path, Handler.Blocking handler) {
        return new Route("GET", path, Route.Access.OPEN, _ -> new OpenAnswer(handler));
    }

    /// A word and no more: what the trouble is, the log says.
    private static void ready(Call call, Supplier<Optional<String>> trouble) throws java.io.IOException {
        boolean ready = trouble.get().isEmpty();
        call.respond(ready ? Response.text(200, "ready\n") : Response.text(503, "trouble\n"));
    }

    private Routes() {}
}
