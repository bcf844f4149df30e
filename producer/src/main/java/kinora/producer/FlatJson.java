package kinora.producer;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads one flat JSON object (RFC 8259) into texts: all that acknowledgements and errors consist of. Strings come
/// decoded, numbers and booleans as written, nulls not at all; nesting and names that occur twice are refused.
final class FlatJson {
    private final String text;
    private int position;

    private FlatJson(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) throws FlatJsonException {
        FlatJson json = new FlatJson(text);
        Map<String, String> members = json.object();
        json.skipBlanks();
        if (json.position != text.length()) {
            throw json.malformed("something follows the object");
        }
        return members;
    }

    private Map<String, String> object() throws FlatJsonException {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        if (accept('}')) {
            return members;
        }
        do {
            String name = string();
            expect(':');
            String value = value();
            if (!value.equals("null") && members.putIfAbsent(name, decoded(value)) != null) {
                throw malformed("a name occurs twice");
            }
        } while (accept(','));
        expect('}');
        return members;
    }

    private String string() throws FlatJsonException {
        return decoded(quoted());
    }

    /// A value as written, with its quotes if it is a string.
    private String value() throws FlatJsonException {
        return peek() == '"' ? quoted() : literal();
    }

    private String quoted() throws FlatJsonException {
        expect('"');
        int start = position - 1;
        while (position < text.length() && text.charAt(position) != '"') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length()) {
            throw malformed("a string does not end");
        }
        position++;
        return text.substring(start, position);
    }

    private String literal() throws FlatJsonException {
        int start = position;
        while (position < text.length() && isLiteral(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw malformed("no text, number, boolean or null");
        }
        return text.substring(start, position);
    }

    private static boolean isLiteral(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'E';
    }

    private String decoded(String written) throws FlatJsonException {
        if (written.charAt(0) != '"') {
            return written;
        }
        StringBuilder out = new StringBuilder(written.length());
        for (int i = 1; i < written.length() - 1; i++) {
            if (written.charAt(i) != '\\') {
                out.append(written.charAt(i));
            } else if (written.charAt(++i) == 'u') {
                out.append(fourHexDigits(written, i + 1));
                i += 4;
            } else {
                out.append(escape(written.charAt(i)));
            }
        }
        return out.toString();
    }

    private char fourHexDigits(String written, int from) throws FlatJsonException {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < written.length() ? Character.digit(written.charAt(i), 16) : -1;
            if (digit < 0) {
                throw malformed("an escape is not four hex digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private char escape(char c) throws FlatJsonException {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw malformed("an unknown escape");
        };
    }

    private void expect(char c) throws FlatJsonException {
        if (!accept(c)) {
            throw malformed("'" + c + "' is missing");
        }
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    /// The next character that is no blank, or 0 at the end.
    private char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private FlatJsonException malformed(String explanation) {
        return new FlatJsonException(explanation + " (at character " + position + ")");
    }

    /// Text that is not a flat JSON object.
    static final class FlatJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        FlatJsonException(String explanation) {
            super(explanation);
        }
    }
}
