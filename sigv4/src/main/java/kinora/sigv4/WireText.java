package kinora.sigv4;

/// Guards the promise that a string holds one char per byte and no line ends, which would forge canonical lines.
final class WireText {
    static boolean isValid(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c <= 0xFF && c != 0x7F));
    }

    /// A header name or method (RFC 9110 token).
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(WireText::isTokenChar);
    }

    private static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private WireText() {}
}
