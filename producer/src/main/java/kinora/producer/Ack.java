package kinora.producer;

import org.jspecify.annotations.Nullable;

/// What the server says about a fragment, or about the session. `fragmentTimecodeMs` is the cluster's timecode as it
/// was sent.
public sealed interface Ack {
    /// The fragment's first bytes have come.
    record Buffering(long fragmentTimecodeMs, String fragmentNumber) implements Ack {}

    /// The whole fragment has come.
    record Received(long fragmentTimecodeMs, String fragmentNumber) implements Ack {}

    /// The fragment is stored durably.
    record Persisted(long fragmentTimecodeMs, String fragmentNumber) implements Ack {}

    /// The server is there, but nothing comes in.
    record Idle() implements Ack {}

    /// The fragment, or without a timecode the session, failed.
    record Failed(
            @Nullable Long fragmentTimecodeMs, @Nullable String fragmentNumber, int errorId, String errorCode)
            implements Ack {}

    /// An event of a newer server than this client.
    record Unknown(String eventType) implements Ack {}
}
