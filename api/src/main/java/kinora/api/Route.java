package kinora.api;

import kinora.http.Handler;
import kinora.http.RequestHead;

/// A path and a method, and what answers them.
///
/// @param access whether strangers may ask
record Route(String method, String path, Access access, HandlerFactory handlers) {
    enum Access {
        SIGNED,
        /// Whoever has the token of a playback session.
        SESSION,
        OPEN
    }

    /// Makes the handler of one request.
    @FunctionalInterface
    interface HandlerFactory {
        Handler of(RequestHead head);
    }
}
