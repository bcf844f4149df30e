package kinora.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A refusal as AWS words it: the name in `x-amzn-ErrorType`, the message in a JSON body.
final class ErrorBody {
    private static final int BODY_BYTES_MAX = 64 << 10;
    private static final int QUOTE_CHARS_MAX = 200;

    private ErrorBody() {}

    /// Never fails: with the head in hand, a body that breaks off takes away only the message.
    static PutMediaException read(ResponseHead head, InputStream in) {
        String type = head.header("x-amzn-ErrorType");
        String name = type.substring(type.indexOf('#') + 1).split(":", 2)[0].strip();
        return PutMediaException.refused(head.status(), name.isEmpty() ? "Error" : name, message(body(head, in)));
    }

    private static String body(ResponseHead head, InputStream in) {
        try {
            InputStream body = head.isChunked() ? new ChunkedInput(in) : in;
            return new String(body.readNBytes(lengthBytes(head)), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static int lengthBytes(ResponseHead head) {
        try {
            return (int) Math.max(0, Math.min(BODY_BYTES_MAX, Long.parseLong(head.header("Content-Length"))));
        } catch (NumberFormatException e) {
            return BODY_BYTES_MAX;
        }
    }

    private static String message(String body) {
        try {
            Map<String, String> members = FlatJson.parse(body);
            return members.getOrDefault("Message", members.getOrDefault("message", ""));
        } catch (FlatJson.FlatJsonException e) {
            String line = body.strip().replaceAll("\\s+", " ");
            return line.length() <= QUOTE_CHARS_MAX ? line : line.substring(0, QUOTE_CHARS_MAX) + "…";
        }
    }
}
