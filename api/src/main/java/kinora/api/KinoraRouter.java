package kinora.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.http.Handler;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.http.Router;
import kinora.model.ApiError;
import kinora.model.ApiException;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request by its path.
final class KinoraRouter implements Router {
    private final List<Route> routes;
    private final Map<String, Route> byPath = new HashMap<>();

    KinoraRouter(List<Route> routes) {
        this.routes = List.copyOf(routes);
        routes.forEach(route -> byPath.put(route.path(), route));
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public Handler route(RequestHead head) {
        Route route = find(head.path());
        if (route != null && head.method().equals("OPTIONS")) {
            return Cors.preflight(head);
        }
        if (route == null || !isMethod(route, head.method())) {
            throw unknown();
        }
        return route.handlers().of(head);
    }

    /// A route's path is taken as it stands; one that ends in a slash also stands for what is right below it.
    private @Nullable Route find(String path) {
        Route exact = byPath.get(path);
        return exact != null ? exact : byPath.get(path.substring(0, path.lastIndexOf('/') + 1));
    }

    private static boolean isMethod(Route route, String method) {
        return route.method().equals(method);
    }

    private static ApiException unknown() {
        return new ApiException(
                ApiError.UNKNOWN_OPERATION, "No operation has this method and path; paths are case-sensitive.");
    }

    @Override
    public Response failed(RequestHead head, Throwable failure) {
        return Cors.allow(head, Answers.failed(head, failure));
    }

    @Override
    public Response refused(int status, String explanation) {
        return Answers.refused(status, explanation);
    }
}
