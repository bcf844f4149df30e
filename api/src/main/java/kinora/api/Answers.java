package kinora.api;

import io.netty.handler.codec.http.HttpHeaders;
import kinora.api.call.Json;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns results and failures into AWS's wire shapes. The one place where an error becomes an answer.
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    static Response ok(ObjectNode members) {
        return new Response(200, Headers.of("Content-Type", "application/json"), Json.write(members));
    }

    static Response failed(RequestHead head, Throwable failure) {
        return switch (failure) {
            case ApiException e -> error(e.error(), e.explanation());
            case StoreException e -> storeFailed(head, e);
            default -> internalFailure(head, failure);
        };
    }

    static Response error(ApiError error, String explanation) {
        // Authentication speaks lower case, the services do not; clients exist that look for one only.
        String member = error.isAuthentication() ? "message" : "Message";
        return error(error.status(), error.awsName(), member, explanation);
    }

    /// What HTTP itself refuses, before there is a call.
    static Response refused(int status, String explanation) {
        String name = switch (status) {
            case 408 -> "RequestTimeoutException";
            case 413 -> "RequestEntityTooLargeException";
            case 414 -> "UriTooLongException";
            case 503 -> "ServiceUnavailableException";
            case 431 -> "RequestHeaderFieldsTooLargeException";
            default -> "BadRequestException";
        };
        return error(status, name, "message", explanation);
    }

    private static Response error(int status, String name, String member, String explanation) {
        HttpHeaders headers = Headers.of("Content-Type", "application/json", "x-amzn-ErrorType", name);
        ObjectNode body = Json.object().put("__type", name).put(member, explanation);
        return new Response(status, headers, Json.write(body));
    }

    private static Response storeFailed(RequestHead head, StoreException failure) {
        LOG.error("{} {}: the store failed, request {}", head.method(), head.path(), head.requestId(), failure);
        return error(
                ApiError.SERVICE_UNAVAILABLE,
                "The store could not do this; the server's log says why. Request " + head.requestId());
    }

    private static Response internalFailure(RequestHead head, Throwable failure) {
        LOG.error("{} {}: request {} failed", head.method(), head.path(), head.requestId(), failure);
        return error(ApiError.INTERNAL_FAILURE, "See the server's log. Request " + head.requestId());
    }

    private Answers() {}
}
