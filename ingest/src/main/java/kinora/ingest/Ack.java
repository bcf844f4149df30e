package kinora.ingest;

import kinora.model.AckError;
import kinora.model.FragmentNumber;
import org.jspecify.annotations.Nullable;

/// One line of the acknowledgement stream. Timecodes are the producer's own, in milliseconds.
public sealed interface Ack {
    /// The Cluster's timestamp is read: the fragment has a number.
    record Buffering(long timecodeMs, FragmentNumber number) implements Ack {}

    /// The whole fragment has arrived.
    record Received(long timecodeMs, FragmentNumber number) implements Ack {}

    /// The promise: the fragment survives from here on.
    record Persisted(long timecodeMs, FragmentNumber number) implements Ack {}

    /// The fragment is dropped, or the session ends; without a fragment there is no timecode, and none that was
    /// refused before it began has a number.
    record Failed(@Nullable Long timecodeMs, @Nullable FragmentNumber number, AckError error) implements Ack {}

    /// Nothing arrives.
    record Idle() implements Ack {}

    /// One flat JSON object, its fields in AWS's order; the C producer's parser knows no nesting, null or boolean.
    default String toJson() {
        return switch (this) {
            case Buffering(long timecodeMs, FragmentNumber number) -> fragment("BUFFERING", timecodeMs, number) + "}";
            case Received(long timecodeMs, FragmentNumber number) -> fragment("RECEIVED", timecodeMs, number) + "}";
            case Persisted(long timecodeMs, FragmentNumber number) -> fragment("PERSISTED", timecodeMs, number) + "}";
            case Failed(Long timecodeMs, FragmentNumber number, AckError error) ->
                fragment("ERROR", timecodeMs, number) + ",\"ErrorCode\":\"" + error.name() + "\",\"ErrorId\":"
                        + error.id() + "}";
            case Idle() -> "{\"EventType\":\"IDLE\"}";
        };
    }

    private static String fragment(String type, @Nullable Long timecodeMs, @Nullable FragmentNumber number) {
        String timecode = timecodeMs == null ? "" : ",\"FragmentTimecode\":" + timecodeMs;
        String numbered = number == null ? "" : ",\"FragmentNumber\":\"" + number + "\"";
        return "{\"EventType\":\"" + type + "\"" + timecode + numbered;
    }
}
