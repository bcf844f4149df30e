package kinora.http;

/// Finds what answers a request. Called on the event loop, so it only looks things up.
public interface Router {
    Handler route(RequestHead head);

    /// Turns whatever a handler threw into an answer.
    Response failed(RequestHead head, Throwable failure);

    /// The answer to what is not HTTP, or is more of it than allowed: status and one sentence.
    Response refused(int status, String explanation);
}
