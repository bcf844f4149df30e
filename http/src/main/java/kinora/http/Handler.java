package kinora.http;

/// What answers a request: either code that runs on the event loop and must never block, or plain blocking code.
public sealed interface Handler {
    /// Gets the exchange as soon as the headers are in; the body comes later, piece by piece.
    non-sealed interface Streaming extends Handler {
        void handle(Exchange exchange);
    }

    /// Gets the whole body and runs on a virtual thread of its own.
    non-sealed interface Blocking extends Handler {
        void handle(Call call) throws Exception;

        /// The longest body it takes; a longer one is refused before it is read.
        default int bodyBytesMax() {
            return 1 << 20;
        }

        /// A cheap look at the headers before any of the body is asked for; throws to refuse.
        default void admit(RequestHead head) {}
    }
}
