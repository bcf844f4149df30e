package kinora.api;

import io.netty.handler.codec.http.HttpHeaders;
import kinora.http.Handler;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;
import kinora.model.ApiError;

/// Lets pages of any origin call the API: what protects it is the signature, never the origin. PutMedia is not for
/// browsers, as at AWS.
final class Cors {
    static final String PUT_MEDIA_PATH = kinora.model.Operation.PUT_MEDIA.path();

    private static final String ALLOWED_HEADERS = "authorization,content-type,x-amz-content-sha256,x-amz-date,"
            + "x-amz-security-token,x-amz-user-agent,x-amz-target,amz-sdk-invocation-id,amz-sdk-request";

    static Handler.Blocking preflight(RequestHead head) {
        if (head.path().equals(PUT_MEDIA_PATH)) {
            return new OpenAnswer(
                    call -> call.respond(Answers.error(ApiError.ACCESS_DENIED, "PutMedia is not for browsers.")));
        }
        return new OpenAnswer(call -> call.respond(new Response(200, preflightHeaders(), new byte[0])));
    }

    private static HttpHeaders preflightHeaders() {
        return allow(Headers.of(
                "Access-Control-Allow-Methods", "GET, POST, OPTIONS",
                "Access-Control-Allow-Headers", ALLOWED_HEADERS,
                "Access-Control-Max-Age", "86400"));
    }

    static Response allow(RequestHead head, Response response) {
        if (!head.path().equals(PUT_MEDIA_PATH)) {
            allow(response.headers());
        }
        return response;
    }

    static HttpHeaders allow(HttpHeaders headers) {
        return headers.set("Access-Control-Allow-Origin", "*")
                .set("Access-Control-Expose-Headers", "x-amzn-RequestId, x-amzn-ErrorType, Date");
    }

    private Cors() {}
}
