package kinora.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as SigV4 wants it: all but RFC 3986's unreserved characters, in upper-case hex.
final class UriEscape {
    private static final String HEX = "0123456789ABCDEF";

    /// Encodes text that holds one char per byte. `kept` is left as it is beside the unreserved characters.
    static String encode(String wireText, String kept) {
        StringBuilder out = new StringBuilder(wireText.length() + 16);
        for (int i = 0; i < wireText.length(); i++) {
            char c = wireText.charAt(i);
            if (isUnreserved(c) || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt((c >> 4) & 0xF)).append(HEX.charAt(c & 0xF));
            }
        }
        return out.toString();
    }

    /// Undoes escapes into text of one char per byte. A `%` without two hex digits stands for itself, `+` is a plus.
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length());
        int i = 0;
        while (i < encoded.length()) {
            int escaped = encoded.charAt(i) == '%' ? byteAt(encoded, i + 1) : -1;
            out.write(escaped >= 0 ? escaped : encoded.charAt(i));
            i += escaped >= 0 ? 3 : 1;
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static int byteAt(String text, int index) {
        if (index + 2 > text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(index));
        int low = hexDigit(text.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    /// Not `Character.digit`, which also takes digits of other scripts.
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private UriEscape() {}
}
