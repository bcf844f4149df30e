package kinora.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts the response body into JSON objects, however they arrive, and hands out acknowledgements.
final class AckParser {
    /// The service's own lines stay below 300 bytes and the C producers refuse more than 1,024.
    static final int OBJECT_BYTES_MAX = 4096;

    private final AckListener listener;
    private final byte[] object = new byte[OBJECT_BYTES_MAX];
    private int length;
    private boolean inString;
    private boolean escaped;

    AckParser(AckListener listener) {
        this.listener = listener;
    }

    void feed(byte[] bytes, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            feed(bytes[i]);
        }
    }

    private void feed(byte next) throws IOException {
        // Blanks, line ends and whatever a proxy put between two objects.
        if (length == 0 && next != '{') {
            return;
        }
        if (length == OBJECT_BYTES_MAX) {
            throw new IOException("an acknowledgement is longer than " + OBJECT_BYTES_MAX + " bytes");
        }
        object[length++] = next;
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = next == '\\';
            inString = next != '"';
        } else if (next == '"') {
            inString = true;
        } else if (next == '}') {
            finishObject();
        }
    }

    private void finishObject() throws IOException {
        String json = new String(object, 0, length, UTF_8);
        length = 0;
        listener.onAck(ack(json));
    }

    private static Ack ack(String json) throws IOException {
        try {
            return ack(FlatJson.parse(json));
        } catch (FlatJson.FlatJsonException | ArithmeticException | NumberFormatException e) {
            throw new IOException("the server sent an acknowledgement that cannot be read: " + e.getMessage(), e);
        }
    }

    private static Ack ack(Map<String, String> members) throws FlatJson.FlatJsonException {
        String eventType = required(members, "EventType");
        return switch (eventType) {
            case "BUFFERING" -> new Ack.Buffering(timecodeMs(members), required(members, "FragmentNumber"));
            case "RECEIVED" -> new Ack.Received(timecodeMs(members), required(members, "FragmentNumber"));
            case "PERSISTED" -> new Ack.Persisted(timecodeMs(members), required(members, "FragmentNumber"));
            case "IDLE" -> new Ack.Idle();
            case "ERROR" -> failed(members);
            default -> new Ack.Unknown(eventType);
        };
    }

    private static Ack.Failed failed(Map<String, String> members) throws FlatJson.FlatJsonException {
        int errorId = Math.toIntExact(number(required(members, "ErrorId")));
        String errorCode = members.getOrDefault("ErrorCode", "ERROR");
        @Nullable Long timecodeMs = members.containsKey("FragmentTimecode") ? timecodeMs(members) : null;
        return new Ack.Failed(timecodeMs, members.get("FragmentNumber"), errorId, errorCode);
    }

    private static long timecodeMs(Map<String, String> members) throws FlatJson.FlatJsonException {
        return number(required(members, "FragmentTimecode"));
    }

    /// JSON has no integers: 1E3 is a number like any other.
    private static long number(String text) {
        return new BigDecimal(text).longValueExact();
    }

    private static String required(Map<String, String> members, String name) throws FlatJson.FlatJsonException {
        @Nullable String value = members.get(name);
        if (value == null) {
            throw new FlatJson.FlatJsonException("no " + name);
        }
        return value;
    }
}
