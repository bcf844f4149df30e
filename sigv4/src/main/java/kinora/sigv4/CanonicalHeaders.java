package kinora.sigv4;

import java.util.List;
import java.util.stream.Collectors;

/// Header values as they are signed: trimmed, inner blanks collapsed to one, repeated headers joined in order.
final class CanonicalHeaders {
    static String line(String lowerCaseName, List<String> values) {
        return lowerCaseName + ":"
                + values.stream().map(CanonicalHeaders::collapse).collect(Collectors.joining(",")) + "\n";
    }

    static String collapse(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean blankPending = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                blankPending = out.length() > 0;
                continue;
            }
            if (blankPending) {
                out.append(' ');
                blankPending = false;
            }
            out.append(c);
        }
        return out.toString();
    }

    private CanonicalHeaders() {}
}
